using Tessera.Networks;
using Tessera.Training;

namespace Tessera.Tests.Training;

public sealed class RecipeTests
{
    static readonly Recipe s_airbench94 = RecipePresets.For(NetworkPresets.Airbench94);

    [Fact]
    public void Airbench94_has_the_published_numbers()
    {
        Assert.Equal(476, s_airbench94.Steps(50_000));
        Assert.Equal(0.00146484, s_airbench94.RatePerImage, 1e-8);
        Assert.Equal(0, s_airbench94.Validation);
    }

    [Fact]
    public void The_schedule_warms_up_and_descends()
    {
        var schedule = s_airbench94.Schedule;

        Assert.Equal(0.2, schedule.Factor(0, 476), 1e-12);
        Assert.Equal(1, schedule.Factor(109, 476), 1e-12);
        Assert.Equal(0.07, schedule.Factor(476, 476), 1e-12);
        Assert.Equal(0.5, new Schedule { Descent = Descent.Cosine }.Factor(50, 100), 1e-12);
    }

    [Fact]
    public void Lookahead_forgets_early_weights()
    {
        var lookahead = new Lookahead();

        Assert.Equal(0, lookahead.DecayAfter(0, 100));
        Assert.Equal(0.7738, lookahead.DecayAfter(100, 100), 1e-4);
    }

    [Fact]
    public void Every_network_has_a_recipe() =>
        Assert.All(NetworkPresets.Names, name => Assert.True(RecipePresets.For(name).Steps(50_000) > 0));
}
