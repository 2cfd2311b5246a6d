namespace Tessera.Kernels;

/// <summary>Checks that every kernel makes before it touches memory.</summary>
static class KernelArguments
{
    public static void RequireLength(int actual, long expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{name} has {actual} elements where {expected} are needed", name);
        }
    }

    public static void RequireLength(int actual, int batch, int perImage, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        RequireLength(actual, (long)batch * perImage, name);
    }

    /// <summary>Rows of a [rows][channels] tensor.</summary>
    public static int RowsOf(int length, int channels, string name)
    {
        if (channels == 0 || length % channels != 0)
        {
            throw new ArgumentException($"{name} has {length} elements, no multiple of {channels} channels", name);
        }

        return length / channels;
    }
}
