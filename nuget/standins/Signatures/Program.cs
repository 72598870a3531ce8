// Every type and member of the stand-ins that can be used from outside must be in the official assemblies, with the same signature.
//
//     Signatures FEED BIN TARGETS
//
// FEED is the folder with the packages of the stand-ins, BIN one with everything that was built against the official packages, TARGETS the
// file that names the internals which src uses all the same.
using Signatures;

var official = new AssemblySet(AssemblySet.OfFolder(args[1]));
var standIns = new AssemblySet(AssemblySet.OfPackages(args[0]), official);
var visible = new VisibleMembers(args[2]);

int same = 0;
var different = new List<string>();
foreach (var assembly in standIns.LoadAll())
{
    var counterpart = official.Find(assembly.GetName().Name);
    if (counterpart?.FullName != assembly.FullName)
    {
        different.Add($"{assembly.FullName}: officially {counterpart?.FullName ?? "absent"}");
        continue;
    }
    foreach (var type in assembly.GetTypes().Where(visible.IsVisible))
    {
        var there = counterpart.GetType(type.FullName) is { } found ? SignatureText.OfWhatItHas(found, visible) : [];
        string[] declared = SignatureText.OfWhatItDeclares(type, visible);
        string[] missing = [.. declared.Concat(SignatureText.OfWhatItIs(type, visible)).Where(line => !there.Contains(line))];
        same += declared.Count(there.Contains);
        different.AddRange(missing.Select(line => $"{assembly.GetName().Name}, {type.FullName}: {line}"));
    }
}

foreach (string line in different)
    Console.Error.WriteLine($"not in the official assembly: {line}");
if (different.Count == 0)
    Console.WriteLine($"{same} members of the stand-ins are in the official assemblies");
return different.Count == 0 && same > 0 ? 0 : 1;
