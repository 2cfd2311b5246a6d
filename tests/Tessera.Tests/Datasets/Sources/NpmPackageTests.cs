using System.Diagnostics;
using Tessera.Datasets.Sources;

namespace Tessera.Tests.Datasets.Sources;

public sealed class NpmPackageTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_archive_that_npm_leaves_is_given()
    {
        var path = await Fetch("[ $1 = view ] || echo content > x-1.tgz", TimeSpan.FromSeconds(20));

        Assert.Equal("content\n", File.ReadAllText(path));
    }

    [Fact]
    public async Task What_has_come_is_told_while_npm_works()
    {
        var told = new List<long>();
        var script = Script(
            "[ $1 = view ] && exit; mkdir npm-cache; echo 1234567 > npm-cache/x; sleep 2; touch x-1.tgz");

        await new NpmPackage(script, TimeSpan.FromSeconds(20))
            .FetchAsync("x@1", _folder.Path, told.Add, TestContext.Current.CancellationToken);

        Assert.Contains(8, told);
    }

    [Theory]
    [InlineData("echo 'npm error E404' >&2; echo more >&2; exit 1", "exit code 1: npm error E404")]
    [InlineData("true", "left no archive")]
    public async Task Failures_of_npm_are_one_line(string script, string expected)
    {
        var failure = await Assert.ThrowsAsync<TesseraException>(() => Fetch(script, TimeSpan.FromSeconds(20)));

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task An_npm_that_hangs_is_ended()
    {
        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => Fetch("[ $1 = view ] || sleep 60", TimeSpan.FromMilliseconds(300)));

        Assert.Contains("pack' did not end within", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_npm()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new NpmPackage(Script("sleep 60"), TimeSpan.FromMinutes(1))
                .FetchAsync("x@1", _folder.Path, _ => { }, cancellation.Token));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public async Task A_missing_npm_is_named()
    {
        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => new NpmPackage("/nowhere/npm", TimeSpan.FromSeconds(1))
                .FetchAsync("x@1", _folder.Path, _ => { }, TestContext.Current.CancellationToken));

        Assert.Contains("'/nowhere/npm' cannot be started", failure.Message, StringComparison.Ordinal);
    }

    Task<string> Fetch(string script, TimeSpan timeout) =>
        new NpmPackage(Script(script), timeout)
            .FetchAsync("x@1", _folder.Path, _ => { }, TestContext.Current.CancellationToken);

    string Script(string body)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a shell script stands in for npm");
        var path = _folder.At("npm");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
