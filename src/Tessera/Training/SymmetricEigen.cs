namespace Tessera.Training;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi rotations.</summary>
static class SymmetricEigen
{
    // quadratic convergence: a dozen sweeps is far beyond what any matrix needs
    const int MostSweeps = 50;

    /// <summary>
    /// The eigenvalues, largest first, and the eigenvectors as rows, of unit length; the largest component of each is
    /// positive, so that the result is unique where the eigenvalues differ.
    /// </summary>
    /// <param name="matrix">Symmetric.</param>
    public static (double[] Values, double[][] Vectors) Decompose(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var a = (double[,])matrix.Clone();
        var vectors = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            vectors[i, i] = 1;
        }

        for (var sweep = 0; sweep < MostSweeps && !IsDiagonal(a); sweep++)
        {
            Sweep(a, vectors);
        }

        var order = Enumerable.Range(0, size).OrderByDescending(i => a[i, i]).ToArray();
        return ([.. order.Select(i => a[i, i])], [.. order.Select(i => Row(vectors, i))]);
    }

    static bool IsDiagonal(double[,] a)
    {
        var (diagonal, rest) = (0.0, 0.0);
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < i; j++)
            {
                rest += a[i, j] * a[i, j];
            }

            diagonal += a[i, i] * a[i, i];
        }

        return rest <= 1e-30 * diagonal;
    }

    static void Sweep(double[,] a, double[,] vectors)
    {
        for (var p = 0; p < a.GetLength(0); p++)
        {
            for (var q = p + 1; q < a.GetLength(0); q++)
            {
                if (a[p, q] != 0)
                {
                    Rotate(a, vectors, p, q);
                }
            }
        }
    }

    /// <summary>Makes a[p, q] zero.</summary>
    static void Rotate(double[,] a, double[,] vectors, int p, int q)
    {
        var theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        var tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        for (var i = 0; i < a.GetLength(0); i++)
        {
            (a[i, p], a[i, q]) = (cosine * a[i, p] - sine * a[i, q], sine * a[i, p] + cosine * a[i, q]);
        }

        for (var i = 0; i < a.GetLength(0); i++)
        {
            (a[p, i], a[q, i]) = (cosine * a[p, i] - sine * a[q, i], sine * a[p, i] + cosine * a[q, i]);
            (vectors[p, i], vectors[q, i]) =
                (cosine * vectors[p, i] - sine * vectors[q, i], sine * vectors[p, i] + cosine * vectors[q, i]);
        }
    }

    static double[] Row(double[,] matrix, int row)
    {
        var values = Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix[row, column]).ToArray();
        var sign = values.MaxBy(Math.Abs) < 0 ? -1 : 1;
        return [.. values.Select(value => sign * value)];
    }
}
