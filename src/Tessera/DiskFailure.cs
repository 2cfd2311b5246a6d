namespace Tessera;

/// <summary>What a file system's failure means and what helps, without the path, which the caller says.</summary>
public static class DiskFailure
{
    // ENOSPC and EDQUOT as .NET passes them on, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL as HRESULTs
    static readonly int[] s_full = [28, 122, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    // EROFS, ERROR_WRITE_PROTECT
    static readonly int[] s_readOnly = [30, unchecked((int)0x80070013)];

    public static string Reason(Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        UnauthorizedAccessException => "permission denied",
        _ => OfSystem(failure),
    };

    /// <summary>Why a file of this machine cannot be read.</summary>
    public static string Reason(Exception failure, string file) =>
        Directory.Exists(file) ? "it is a folder" : Reason(failure);

    static string OfSystem(Exception failure) =>
        s_full.Contains(failure.HResult) ? "the disk is full; free space, then run the same command again"
        : s_readOnly.Contains(failure.HResult) ? "the file system is read-only; choose another folder"
        : WithoutPath(failure.Message.ReplaceLineEndings(" "));

    // .NET appends " : 'PATH'" to what the system says.
    static string WithoutPath(string message) =>
        message.LastIndexOf(" : '", StringComparison.Ordinal) is > 0 and var end ? message[..end] : message;
}
