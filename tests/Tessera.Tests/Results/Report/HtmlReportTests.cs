using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Tessera.Results.Report;

namespace Tessera.Tests.Results.Report;

public sealed partial class HtmlReportTests
{
    static readonly string[] s_classes = ["airplane", "bird", "cat"];

    static readonly string[] s_hostile =
    [
        "<script>alert(1)</script>", "\"><img src=http://evil.example onerror='x'>", "a\0b\ud800c\u0007",
        "&amp;", "]]>",
    ];

    [Fact]
    public async Task The_body_is_the_golden_one()
    {
        var html = Render(await Samples.ReportAsync(s_classes));

        Golden.Check("Results/report.html", BodyPattern().Match(html).Value);
    }

    [Fact]
    public async Task The_page_needs_nothing_but_itself()
    {
        var page = Parse(await Samples.ReportAsync(s_classes, picture: Samples.Picture));

        var references = page.Descendants().Attributes()
            .Where(attribute => attribute.Name.LocalName is "src" or "href" or "action" or "data" or "srcset")
            .Select(attribute => attribute.Value);
        Assert.All(references, value => Assert.Matches("^(data:image/png;base64,|\\./)", value));
        Assert.DoesNotContain(
            page.Descendants(), element => element.Name.LocalName is "link" or "iframe" or "object" or "base");
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page.Descendants("style").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_names_are_text_and_nothing_else()
    {
        var data = await Samples.ReportAsync(s_hostile);
        data = data with { Dataset = s_hostile[0], Network = s_hostile[1], Options = [new(s_hostile[1], "")] };

        var page = Parse(data);

        Assert.Single(page.Descendants("script"));
        Assert.Empty(page.Descendants("img"));
        Assert.Contains(page.Descendants("th"), cell => cell.Value == s_hostile[0]);
        Assert.Contains(page.Descendants("th"), cell => cell.Value == "a\uFFFDb\uFFFDc\uFFFD");
        Assert.DoesNotContain(
            page.Descendants().Attributes(),
            attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_policy_allows_exactly_the_pages_own_script()
    {
        var html = Render(await Samples.ReportAsync(s_classes));

        var script = ScriptPattern().Match(html).Groups[1].Value;
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        Assert.Contains(
            $"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{hash}'",
            html,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_pictures_and_charts_can_be_read_aloud()
    {
        var page = Parse(await Samples.ReportAsync(s_classes, picture: Samples.Picture));

        Assert.Equal("en", page.Root!.Attribute("lang")!.Value);
        Assert.All(page.Descendants("img"), picture => Assert.NotEqual("", picture.Attribute("alt")!.Value));
        Assert.All(page.Descendants("svg"), chart => Assert.NotEqual("", chart.Attribute("aria-label")!.Value));
        Assert.All(page.Descendants("th"), cell => Assert.NotNull(cell.Attribute("scope")));
        Assert.Equal(4, page.Descendants("img").Count());
    }

    [Theory]
    [InlineData(14, 14)]
    [InlineData(100, 15)]
    [InlineData(1000, 15)]
    public async Task Of_many_classes_only_the_most_confused_are_in_the_matrix(int classes, int columns)
    {
        var names = Enumerable.Range(0, classes).Select(i => $"class {i}").ToArray();

        var page = Parse(await Samples.ReportAsync(names, images: 3 * classes));

        var matrix = page.Descendants("table")
            .Single(table => table.Attribute("class")!.Value is "confusion" or "confusion dense");
        Assert.Equal(columns, matrix.Element("thead")!.Descendants("th").Count());
        Assert.Equal(14, matrix.Element("tbody")!.Descendants("th").Count());
    }

    [Fact]
    public void A_run_without_images_has_a_report_too()
    {
        var page = Parse(Samples.Empty);

        Assert.Contains("0 images classified", page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diverged_training_has_a_chart_without_its_infinities()
    {
        var data = await Samples.ReportAsync(s_classes);
        data = data with { History = [new(1, 2, 0.1), new(2, double.NaN, 0.1), new(3, double.PositiveInfinity, 0.1)] };

        var page = Parse(data);

        var lines = page.Descendants("polyline").Select(line => line.Attribute("points")!.Value).ToArray();
        Assert.Equal(2, lines.Length);
        Assert.All(lines, points => Assert.Matches("^[0-9., ]+$", points));
    }

    static string Render(ReportData data) => Encoding.UTF8.GetString(HtmlReport.Render(data));

    // The page is XHTML too, so that a strict parser proves it well-formed.
    static XDocument Parse(ReportData data)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore };
        using var reader = XmlReader.Create(new StringReader(Render(data)), settings);
        return XDocument.Load(reader);
    }

    [GeneratedRegex("<body>.*?(?=<script>)", RegexOptions.Singleline)]
    private static partial Regex BodyPattern();

    [GeneratedRegex("<script>(.*)</script>", RegexOptions.Singleline)]
    private static partial Regex ScriptPattern();
}
