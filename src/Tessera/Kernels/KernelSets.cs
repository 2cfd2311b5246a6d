using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tessera.Kernels;

/// <summary>What this machine can run, and the names used on the command line and in run folders.</summary>
public static class KernelSets
{
    /// <summary>The widest set that this machine runs fast.</summary>
    public static KernelSet Best =>
        IsSupported(KernelSet.Avx512) ? KernelSet.Avx512 :
        IsSupported(KernelSet.Avx2) ? KernelSet.Avx2 : KernelSet.Portable;

    /// <summary>Every set that this machine runs, narrowest first.</summary>
    public static IReadOnlyList<KernelSet> Supported => [.. Enum.GetValues<KernelSet>().Where(IsSupported)];

    public static bool IsSupported(KernelSet kernels) => kernels switch
    {
        KernelSet.Avx512 => Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx512DQ.IsSupported,
        KernelSet.Avx2 => Avx2.IsSupported && Fma.IsSupported,
        KernelSet.Portable => true,
        _ => false,
    };

    /// <summary>The name on the command line: <c>portable</c>, <c>avx2</c> or <c>avx512</c>.</summary>
    public static string NameOf(KernelSet kernels) => kernels switch
    {
        KernelSet.Avx512 => "avx512",
        KernelSet.Avx2 => "avx2",
        KernelSet.Portable => "portable",
        _ => throw new ArgumentOutOfRangeException(nameof(kernels), kernels, "not a kernel set"),
    };

    /// <summary>The set of that name; <c>best</c> is the widest that this machine runs.</summary>
    /// <exception cref="TesseraException">The name is unknown, or this machine lacks the instructions.</exception>
    public static KernelSet Parse(string name) =>
        Problem(name) is { } problem ? throw TesseraException.User($"not allowed: {problem}") : Find(name)!.Value;

    /// <summary>Why a set of that name cannot be used; null when it can.</summary>
    internal static string? Problem(string name) => Find(name) switch
    {
        null => $"--kernels {name}: portable, avx2, avx512 or best",
        { } kernels when !IsSupported(kernels) => Lacking(kernels),
        _ => null,
    };

    /// <summary>Gives the set back.</summary>
    /// <exception cref="TesseraException">This machine lacks the instructions.</exception>
    public static KernelSet RequireSupported(KernelSet kernels) => IsSupported(kernels)
        ? kernels
        : throw TesseraException.User($"not allowed: {Lacking(kernels)}");

    static KernelSet? Find(string name)
    {
        if (name == "best")
        {
            return Best;
        }

        var index = Array.FindIndex(Enum.GetValues<KernelSet>(), kernels => NameOf(kernels) == name);
        return index < 0 ? null : Enum.GetValues<KernelSet>()[index];
    }

    static string Lacking(KernelSet kernels) =>
        $"--kernels {NameOf(kernels)}: this machine lacks the instructions: use --kernels {NameOf(Best)}, or a machine "
        + "that has them (results differ in the last bits between sets)";
}
