namespace Tessera;

/// <summary>The one failure of disks that everybody meets, recognised by what the system says of it.</summary>
public static class DiskFull
{
    public const string Advice = "free space, then run the same command again";

    // ENOSPC and EDQUOT as .NET passes them on, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL as HRESULTs
    static readonly int[] s_codes = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    public static bool Is(Exception failure) => failure is IOException && s_codes.Contains(failure.HResult);
}
