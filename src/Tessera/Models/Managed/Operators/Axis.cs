namespace Tessera.Models.Managed.Operators;

/// <summary>Axes as TensorFlow writes them: negative ones count from the innermost.</summary>
static class Axis
{
    /// <summary>The same axis counted from the outermost.</summary>
    /// <exception cref="TesseraException">There is no such axis.</exception>
    public static int Resolve(int axis, int rank) => axis >= -rank && axis < rank
        ? axis < 0 ? axis + rank : axis
        : throw TesseraException.User($"there is no axis {axis} among {rank}");
}
