namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>Division towards zero and its remainder.</summary>
static class TruncatedDivision
{
    /// <exception cref="TesseraException">y is 0: what is divided are integers.</exception>
    public static long Divide(long x, long y) => y == -1 ? unchecked(-x) : x / RequireNonzero(y);

    /// <exception cref="TesseraException">y is 0: what is divided are integers.</exception>
    public static long Remainder(long x, long y) => y == -1 ? 0 : x % RequireNonzero(y);

    static long RequireNonzero(long y) =>
        y != 0 ? y : throw TesseraException.User("an integer would be divided by zero");
}
