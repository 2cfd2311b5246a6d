using System.Text.Json;
using Tessera.Cli;
using Tessera.Cli.Commands;
using Tessera.Cli.Output;
using Tessera.Pipeline;
using Tessera.Results;

namespace Tessera.Tests.Cli;

public sealed class RunResultTests : IDisposable
{
    readonly StringWriter _output = new() { NewLine = "\n" };
    readonly List<string> _opened = [];

    [Fact]
    public void People_read_the_accuracy_and_where_the_report_is()
    {
        Show(OutputStyle.Text, terminal: false, "run");

        Assert.Equal(
            "accuracy   92.31 % (9,231 of 10,000 test images)\n"
            + "report     /runs/1/report.html\n",
            _output.ToString());
    }

    [Fact]
    public void Machines_get_one_object_with_all_figures()
    {
        Show(OutputStyle.Json, terminal: false, "run");

        Assert.Equal(1, _output.ToString().Count(character => character == '\n'));
        using var json = JsonDocument.Parse(_output.ToString());
        Assert.Equal("result", json.RootElement.GetProperty("event").GetString());
        Assert.Equal("/runs/1", json.RootElement.GetProperty("run").GetString());
        Assert.Equal("/runs/1/report.html", json.RootElement.GetProperty("report").GetString());
        Assert.Equal(0.9231, json.RootElement.GetProperty("metrics").GetProperty("accuracy").GetDouble());
    }

    [Theory]
    [InlineData(true, OutputStyle.Text, "run", 1)]
    [InlineData(true, OutputStyle.Text, "run --no-open", 0)]
    [InlineData(true, OutputStyle.Json, "run", 0)]
    [InlineData(false, OutputStyle.Text, "run", 0)]
    public void The_report_opens_where_somebody_watches(bool terminal, object style, string line, int times)
    {
        Show((OutputStyle)style, terminal, line);

        Assert.Equal(Enumerable.Repeat("/runs/1/report.html", times), _opened);
    }

    public void Dispose() => _output.Dispose();

    void Show(OutputStyle style, bool terminal, string line)
    {
        var surroundings = new Surroundings
        {
            Output = _output,
            Error = TextWriter.Null,
            OutputIsTerminal = terminal,
            OpenPage = _opened.Add,
        };
        var metrics = new Metrics
        {
            Split = "test",
            Images = 10_000,
            Errors = 0,
            Labelled = 10_000,
            Correct = 9231,
            Accuracy = 0.9231,
            Classes = [],
        };
        var arguments = Root.Create(surroundings).Parse(line.Split(' '));
        RunCommand.Show(
            new JobResult("/runs/1", metrics, "/runs/1/report.html"),
            new CommandContext(arguments, new ResultWriter(_output, style), surroundings));
    }
}
