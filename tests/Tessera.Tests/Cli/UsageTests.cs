using System.Text.Json;

namespace Tessera.Tests.Cli;

public sealed class UsageTests
{
    [Theory]
    [InlineData("tessera")]
    [InlineData("run")]
    [InlineData("ingest")]
    [InlineData("preprocess")]
    [InlineData("train")]
    [InlineData("classify")]
    [InlineData("evaluate")]
    [InlineData("report")]
    [InlineData("predict")]
    [InlineData("model")]
    [InlineData("model inspect")]
    [InlineData("model run")]
    [InlineData("model verify")]
    [InlineData("bench")]
    [InlineData("bench infer")]
    [InlineData("bench job")]
    [InlineData("doctor")]
    [InlineData("cluster")]
    [InlineData("cluster up")]
    [InlineData("cluster down")]
    [InlineData("cluster status")]
    public async Task The_help_is_the_golden_one(string command)
    {
        var help = await CommandLine.RunAsync(command == "tessera" ? ["--help"] : [.. command.Split(' '), "--help"]);

        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Golden.Check(
            $"Cli/{command.Replace(' ', '-')}.txt",
            string.Join('\n', help.Output.Split('\n').Select(line => line.TrimEnd())));
    }

    [Fact]
    public async Task What_the_help_hides_is_not_offered() => Assert.DoesNotContain(
        "worker", (await CommandLine.RunAsync("bogus")).Error, StringComparison.Ordinal);

    [Fact]
    public async Task No_arguments_show_the_help()
    {
        var help = await CommandLine.RunAsync("--help");

        Assert.Equal(help, await CommandLine.RunAsync());
    }

    [Fact]
    public async Task The_version_is_a_number_alone() =>
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+\\n$", (await CommandLine.RunAsync("--version")).Output);

    [Theory]
    [InlineData("bogus", "unknown command 'bogus'; allowed: run, ingest, preprocess, train, classify, evaluate")]
    [InlineData("--bogus", "unknown option '--bogus' of `tessera`; allowed: --help, --version")]
    [InlineData("doctor --bogus", "unknown option '--bogus' of `tessera doctor`; allowed: --help, --store, --cache")]
    [InlineData("doctor extra", "unexpected 'extra' after `tessera doctor`")]
    [InlineData("predict --bogus", "unknown option '--bogus' of `tessera predict`; `tessera predict --help` lists")]
    [InlineData("run --onerror skip", "unknown option '--onerror' of `tessera run`; did you mean --on-error?")]
    [InlineData("clasify", "unknown command 'clasify'; did you mean classify?")]
    [InlineData("predict", "Required argument missing for command: 'predict'; see `tessera predict --help`")]
    [InlineData("run --limit", "--limit")]
    [InlineData("run --limit 1 --limit 2", "--limit")]
    [InlineData("run --limit many", "--limit 'many' is not allowed: give a whole number")]
    [InlineData("run --limit 0 --top 0", "--limit 0: at least 1; --top 0: from 1 to 1,000")]
    [InlineData("classify --tensorflow lib", "--tensorflow lib is for --runtime tensorflow: say that too, or leave it")]
    [InlineData("predict x.png --tensorflow lib", "--tensorflow lib is for --runtime tensorflow: say that too")]
    [InlineData("run --epochs NaN", "--epochs 'NaN' is not allowed: give a number")]
    [InlineData("run --seed -1", "--seed '-1' is not allowed: give a whole number from 0")]
    [InlineData("run --on-error ignore", "--on-error 'ignore' is not allowed: give one of skip, fail")]
    [InlineData("run --max-errors 1.5", "--max-errors '1.5' is not allowed")]
    [InlineData("run --network alexnet", "--network alexnet: small-cnn, resnet20, airbench90, airbench94")]
    [InlineData("run --kernels gpu", "portable, avx2, avx512 or best")]
    [InlineData("cluster up --data-nodes 4", "--data-nodes 4 is not allowed: give 1 to 3")]
    [InlineData("cluster up --data-nodes 0", "--data-nodes 0 is not allowed: give 1 to 3")]
    [InlineData("cluster up --node-managers x", "--node-managers 'x' is not allowed: give a whole number")]
    [InlineData("cluster status --folder /a,b", "'/a,b'")]
    [InlineData("run --job missing.json", "cannot read job file 'missing.json': it does not exist")]
    public async Task What_cannot_be_understood_is_one_line_and_exit_code_2(string line, string expected)
    {
        var result = await CommandLine.RunAsync(line.Split(' '));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("tessera: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(character => character == '\n'));
    }

    [Fact]
    public async Task The_doctor_examines_for_people_and_for_machines()
    {
        var people = await CommandLine.RunAsync("doctor");
        var machines = await CommandLine.RunAsync("doctor", "--json");

        Assert.Equal((0, 0), (people.ExitCode, machines.ExitCode));
        using var json = JsonDocument.Parse(machines.Output);
        var findings = json.RootElement.GetProperty("findings").EnumerateArray();
        var names = findings.Select(finding => finding.GetProperty("name").GetString()!);
        Assert.All(names, name => Assert.Contains(name, people.Output, StringComparison.Ordinal));
        Assert.Superset(new HashSet<string> { "processor", "Java", "Hadoop", "Spark", "cluster" }, names.ToHashSet());
    }
}
