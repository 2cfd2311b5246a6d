using System.Security.Cryptography;
using System.Text;

namespace Tessera.Results.Report;

/// <summary>
/// The report: one HTML file that needs nothing else, no network and no script (a script only sorts a table). Its
/// content security policy forbids everything but its own style, script and pictures, whatever class names or keys
/// hold.
/// </summary>
public static class HtmlReport
{
    static readonly string s_style = Resource("report.css");
    static readonly string s_script = Resource("report.js");

    public static byte[] Render(ReportData data)
    {
        var html = new Html();
        WriteHead(html, data);
        Headline.Write(html, data);
        html.AddMarkup("<main>\n");
        LearningSection.Write(html, data);
        ConfusionSection.Write(html, data);
        ClassSection.Write(html, data);
        MistakeSection.Write(html, data);
        ConfidenceSection.Write(html, data);
        StageSection.Write(html, data);
        DetailSection.Write(html, data);
        html.AddMarkup("</main>\n");
        html.Add($"<footer>Made by Tessera on {data.Created.UtcDateTime:yyyy-MM-dd 'at' HH:mm} UTC.</footer>");
        html.AddMarkup($"<script>{s_script}</script>\n</body>\n</html>\n");
        return html.ToBytes();
    }

    static void WriteHead(Html html, ReportData data)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s_script)));
        html.AddMarkup(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <meta http-equiv="Content-Security-Policy"
            content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{hash}'" />

            """);
        var accuracy = Figures.Percent(data.Metrics.Accuracy, 2);
        html.Add($"<title>{data.Dataset} · {data.Network} · {accuracy} · Tessera</title>");
        html.AddMarkup($"<style>\n{s_style}</style>\n</head>\n<body>\n");
    }

    // Line feeds alone, however the sources were checked out: the script's hash is over them.
    static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
