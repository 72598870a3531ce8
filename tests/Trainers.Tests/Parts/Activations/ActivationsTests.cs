using System.Diagnostics;
using Registry = MLNet.Vae.Parts.Activations.Activations;

namespace MLNet.Vae.Tests.Parts.Activations;

public class ActivationsTests
{
    [Fact]
    public void All_EveryMemberOfTheEnumeration_Once() =>
        Assert.Equal(Enum.GetValues<VaeActivation>(), Registry.All.Select(activation => activation.Kind).Order());

    [Fact]
    public void All_EveryKind_HasItsContractTested()
    {
        var contracts = typeof(ActivationContract).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ActivationContract)));
        var tested = contracts.Select(type => ((ActivationContract)Activator.CreateInstance(type)!).Kind);
        Assert.Equal(Registry.All.ToHashSet(), tested.ToHashSet());
    }

    [Fact]
    public void Get_UnknownKind_Throws() => Assert.Throws<UnreachableException>(() => Registry.Get((VaeActivation)4));

    [Fact]
    public void FindByName_UnknownName_IsNull() => Assert.Null(Registry.FindByName("silu"));
}
