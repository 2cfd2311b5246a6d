using Tessera.Pipeline;

namespace Tessera.Tests.Pipeline;

public sealed class IdentityTests
{
    [Fact]
    public void Equal_stages_inputs_and_options_have_equal_identities()
    {
        Assert.Equal(Of("classify", "a", 5), Of("classify", "a", 5));
    }

    [Fact]
    public void Every_part_counts()
    {
        string[] identities =
        [
            Of("classify", "a", 5),
            Of("train", "a", 5),
            Of("classify", "b", 5),
            Of("classify", "a", 6),
        ];

        Assert.Equal(4, identities.Distinct().Count());
    }

    [Fact]
    public void The_identity_of_given_parts_never_changes()
    {
        Assert.Equal("7148816c8e7a329f87111db3d9ec5e09430e9175a09a73e5f17f610759d017ce", Of("classify", "a", 5));
    }

    static string Of(string stage, string input, int top) =>
        new Identity(stage).With("input", input).With("top", top).ToString();
}
