namespace Tessera.Models.SavedModel;

/// <summary>The names of the files in a SavedModel's folder, and the words that TensorFlow expects in them.</summary>
static class SavedModelFiles
{
    public const string Graph = "saved_model.pb";

    public const string TextGraph = "saved_model.pbtxt";

    public const string VariablesIndex = "variables/variables.index";

    public const string VariablesPrefix = "variables/variables";

    public const string Metadata = "assets.extra/tessera.json";

    public const string History = "assets.extra/history.json";

    /// <summary>The tag of the graph that is meant for inference.</summary>
    public const string ServeTag = "serve";

    /// <summary>The method of signatures that map tensors to tensors.</summary>
    public const string PredictMethod = "tensorflow/serving/predict";
}
