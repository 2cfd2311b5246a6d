namespace Tessera.EndToEnd.MainJob;

public sealed class ThreadTests
{
    [Fact]
    public async Task One_two_and_five_threads_leave_identical_files()
    {
        using var one = new TemporaryStore();
        (await TesseraProcess.RunAsync(one.Arguments("--threads", "1"))).RequireSuccess();
        var expected = ResultFiles.Hash(one.Path);

        foreach (var threads in new[] { "2", "5" })
        {
            using var store = new TemporaryStore();
            (await TesseraProcess.RunAsync(store.Arguments("--threads", threads))).RequireSuccess();
            ResultFiles.RequireEqual(expected, store.Path, $"{threads} threads");
        }
    }
}
