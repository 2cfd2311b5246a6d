using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>How a <see cref="Gather"/> sees its tensor: (batch, groups, extent) slices of some bytes.</summary>
/// <param name="Batch">Parts that each have indices of their own.</param>
/// <param name="Groups">Groups of slices in a part.</param>
/// <param name="Extent">Slices of a group, among which the indices choose.</param>
/// <param name="Count">Indices of a part.</param>
/// <param name="Length">The bytes of a slice.</param>
sealed record GatheredSlices(int Batch, int Groups, int Extent, int Count, int Length)
{
    /// <summary>Copies the slices.</summary>
    /// <exception cref="TesseraException">There is no slice of an index.</exception>
    public void Copy(Execution run, Operand x, Operand indices, Operand y)
    {
        var places = Indices.Read(run, indices);
        var source = run.ReadBytes(x);
        var target = run.WriteBytes(y);
        for (var part = 0; part < Batch; part++)
        {
            for (var group = part * Groups; group < (part + 1) * Groups; group++)
            {
                for (var i = 0; i < Count; i++)
                {
                    var index = Indices.Require(places[part * Count + i], Extent);
                    source.Slice((group * Extent + index) * Length, Length).CopyTo(target);
                    target = target[Length..];
                }
            }
        }
    }
}
