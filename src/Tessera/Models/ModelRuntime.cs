namespace Tessera.Models;

/// <summary>What executes a model.</summary>
public enum ModelRuntime
{
    /// <summary>C#, with nothing to install.</summary>
    Managed,

    /// <summary>TensorFlow's C library, which must be installed; runs any SavedModel.</summary>
    Tensorflow,
}
