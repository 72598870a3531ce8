using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.ContextualAnomalies;

// Learns what a building uses at each hour of the day, and finds readings that are out of place: normal ones, at the wrong hour. A detector
// that does not know the hour cannot see them; one that has it as its context can.
const int TrainingDays = 120, OtherDays = 60;
const double AnomalyShare = 0.05;
const int Shown = 5;

return ExampleProgram.Run(() =>
{
    Arguments.Parse(args);
    var training = DayProfile.Make(TrainingDays, seed: 1);
    var others = DayProfile.MakeWithAnomalies(OtherDays, AnomalyShare, seed: 1001);
    Console.WriteLine($"{training.Length:N0} normal readings to learn from; {others.Length:N0} others, {others.Count(row => row.Label == 1)} of them at the wrong hour");

    var without = TrainingBar.Show(bar => Detection.Run(training, others, withHour: false, bar));
    var with = TrainingBar.Show(bar => Detection.Run(training, others, withHour: true, bar));
    Console.WriteLine();
    Console.WriteLine($"{"",-22} {"area under ROC",14} {"anomalies found",16} {"false alarms",13}");
    Write("without the hour", without);
    Write("the hour as context", with);

    Console.WriteLine();
    Console.WriteLine("The most anomalous, and what is expected at that hour (kW, kW cooling, m³ water):");
    foreach (var row in with.Rows.OrderByDescending(row => row.Score).Take(Shown))
        Console.WriteLine($"  {row.Hour,2:00}:00  {Describe(row.Features)}   expected {Describe(row.Expected)}   score {row.Score:n0}");
});

static void Write(string name, Detection detection) => Console.WriteLine(
    $"{name,-22} {detection.AreaUnderRocCurve,14:0.000} {detection.AlarmRate(label: 1),16:0.0 %} {detection.AlarmRate(label: 0),13:0.0 %}");

static string Describe(float[] values) => $"{values[0],6:0.0} {values[1],5:0.0} {values[2],5:0.00}";
