using System.Text.Json;
using Tessera.Cli.Progress;

namespace Tessera.Tests.Cli;

public sealed class ProgressTests : IDisposable
{
    readonly ManualTime _time = new();
    readonly StringWriter _output = new() { NewLine = "\n" };

    string[] Lines => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Plain_lines_have_share_rate_and_time_left()
    {
        var progress = new PlainProgress(_output, _time);
        progress.Report(new("train", "images", 10_000, 50_000, 10_000));
        _time.Advance(10);
        progress.Report(new("train", "images", 20_000, 50_000, 10_000));

        Assert.Equal(
            [
                "train       20 %  10,000 of 50,000 images, done before",
                "train       40 %  20,000 of 50,000 images, 1,000 images/s, 0:30 left",
            ],
            Lines);
    }

    [Fact]
    public void What_is_found_done_one_by_one_has_no_rate()
    {
        var progress = new PlainProgress(_output, _time);
        progress.Report(new("classify", "images", 100, 1_000, 100));
        _time.Advance(10);
        progress.Report(new("classify", "images", 1_000, 1_000, 1_000));

        Assert.Equal("classify   100 %  1,000 of 1,000 images, done before", Lines[1]);
    }

    [Fact]
    public void Plain_lines_come_at_most_once_a_second_and_once_a_tenth()
    {
        var progress = new PlainProgress(_output, _time);
        for (var i = 0; i <= 10_000; i++)
        {
            _time.Advance(0.001);
            progress.Report(new("train", "images", i, 10_000));
        }

        Assert.Equal(11, Lines.Length);
        Assert.StartsWith("train      100 %", Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_fast_step_is_two_lines()
    {
        var progress = new PlainProgress(_output, _time);
        for (var i = 0; i <= 100; i++)
        {
            progress.Report(new("classify", "images", i * 100, 10_000));
        }

        Assert.Equal(2, Lines.Length);
    }

    [Fact]
    public void A_long_silence_is_broken()
    {
        var progress = new PlainProgress(_output, _time);
        progress.Report(new("train", "images", 0, 1_000_000));
        _time.Advance(29);
        progress.Report(new("train", "images", 10, 1_000_000));
        _time.Advance(2);
        progress.Report(new("train", "images", 20, 1_000_000));

        Assert.Equal(2, Lines.Length);
        Assert.Equal("train        0 %  20 of 1,000,000 images, 0.6 images/s, 430:32:49 left", Lines[1]);
    }

    [Fact]
    public void Downloads_are_counted_in_megabytes()
    {
        var progress = new PlainProgress(_output, _time);
        progress.Report(new("download", "bytes", 0, 170_498_071));
        _time.Advance(2);
        progress.Report(new("download", "bytes", 50_000_000, 170_498_071));

        Assert.Equal("download    29 %  50.0 of 170.5 MB, 25.0 MB/s, 0:04 left", Lines[1]);
    }

    [Fact]
    public void A_note_stands_beside_the_next_counts()
    {
        var progress = new PlainProgress(_output, _time);
        progress.Report(new("classify", "images", 0, 100));
        progress.Report(new("classify", "", 0, 0, Note: "tasks 1/6, 2 running"));
        _time.Advance(2);
        progress.Report(new("classify", "images", 50, 100));

        Assert.Equal(2, Lines.Length);
        Assert.EndsWith("0:02 left, tasks 1/6, 2 running", Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_are_always_shown()
    {
        var progress = new PlainProgress(_output, _time);
        progress.Report(new("train", "", 0, 0, 0, "epoch 1: 45.6 %"));
        progress.Report(new("train", "", 0, 0, 0, "epoch 2: 60.1 %"));

        Assert.Equal(["train      epoch 1: 45.6 %", "train      epoch 2: 60.1 %"], Lines);
    }

    [Fact]
    public void Machines_get_one_object_a_line()
    {
        var progress = new JsonProgress(_output, _time);
        progress.Report(new("train", "images", 0, 100));
        progress.Report(new("train", "images", 1, 100));
        progress.Report(new("train", "", 0, 0, 0, "said \"so\"\n"));

        Assert.Equal(
            """{"event":"progress","step":"train","unit":"images","done":0,"total":100,"resumed":0}""", Lines[0]);
        using var message = JsonDocument.Parse(Lines[1]);
        Assert.Equal("said \"so\"\n", message.RootElement.GetProperty("message").GetString());
        Assert.Equal(2, Lines.Length);
    }

    [Fact]
    public async Task A_terminal_display_that_hears_nothing_shows_nothing()
    {
        await using (new TerminalProgress(_output, _time))
        {
        }

        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public async Task A_terminal_display_names_its_steps()
    {
        await using (var progress = new TerminalProgress(_output, _time))
        {
            progress.Report(new("train [1]", "images", 100, 100));
            progress.Report(new("train [1]", "", 0, 0, 0, "epoch [1]"));
        }

        Assert.Contains("train [1]", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("epoch [1]", _output.ToString(), StringComparison.Ordinal);
    }
}
