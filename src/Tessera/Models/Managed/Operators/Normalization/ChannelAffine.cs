using Tessera.Models.Managed.Graphs;

namespace Tessera.Models.Managed.Operators.Normalization;

/// <summary>
/// x · scale + shift for each channel: what batch normalisation, biases and their like are at inference.
/// </summary>
/// <param name="Scale">One factor a channel.</param>
/// <param name="Shift">One summand a channel.</param>
sealed record ChannelAffine(double[] Scale, double[] Shift)
{
    /// <summary>How many channels it is for.</summary>
    public int Channels => Scale.Length;

    /// <summary>What a FusedBatchNorm does at inference.</summary>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="parameters">Scale, offset, mean and variance.</param>
    /// <exception cref="TesseraException">
    /// It is meant for training, or the parameters do not fit each other.
    /// </exception>
    public static ChannelAffine OfBatchNorm(NodeAttributes attributes, Tensor[] parameters)
    {
        if (attributes.Flag("is_training", absent: true))
        {
            throw TesseraException.User("it normalises by the batch's own statistics, which is for training only");
        }

        var channels = parameters[0].Shape.ElementCount;
        if (parameters.Any(values => values.Type != ElementType.Float32 || values.Shape.ElementCount != channels))
        {
            throw TesseraException.User("its scale, offset, mean and variance must be Float32 and of one length");
        }

        var epsilon = attributes.Number("epsilon", 1e-4f);
        return OfStatistics(parameters, epsilon);
    }

    static ChannelAffine OfStatistics(Tensor[] parameters, double epsilon)
    {
        var scale = parameters[0].Values<float>();
        var offset = parameters[1].Values<float>();
        var mean = parameters[2].Values<float>();
        var variance = parameters[3].Values<float>();
        var affine = new ChannelAffine(new double[scale.Length], new double[scale.Length]);
        for (var i = 0; i < scale.Length; i++)
        {
            affine.Scale[i] = scale[i] / Math.Sqrt(variance[i] + epsilon);
            affine.Shift[i] = offset[i] - mean[i] * affine.Scale[i];
        }

        return affine;
    }
}
