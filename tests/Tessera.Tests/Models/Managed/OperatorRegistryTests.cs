using System.Text.RegularExpressions;
using Tessera.Models.Managed.Operators;

namespace Tessera.Tests.Models.Managed;

public sealed partial class OperatorRegistryTests
{
    [Fact]
    public void The_documentation_lists_exactly_the_operators_that_there_are()
    {
        var page = File.ReadAllText(FindDocumentation());
        var list = page[page.IndexOf("<!-- compared", StringComparison.Ordinal)..];

        var documented = NamePattern().Matches(list).Select(match => match.Groups[1].Value);

        Assert.Equal(OperatorRegistry.Names.Order(StringComparer.Ordinal), documented);
    }

    static string FindDocumentation()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "docs", "models.md")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("docs/models.md is not above the tests");
        }

        return Path.Combine(folder.FullName, "docs", "models.md");
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex NamePattern();
}
