using System.Runtime.InteropServices;

namespace Tessera.Models.TensorFlow;

/// <summary>
/// The part of TensorFlow's C interface (<c>tensorflow/c/c_api.h</c>) that is used. Names are TensorFlow's.
/// </summary>
static unsafe partial class NativeMethods
{
    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial byte* TF_Version();

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial StatusHandle TF_NewStatus();

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial void TF_DeleteStatus(nint status);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial int TF_GetCode(StatusHandle status);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial byte* TF_Message(StatusHandle status);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial GraphHandle TF_NewGraph();

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial void TF_DeleteGraph(nint graph);

    [LibraryImport(TensorFlowLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint TF_GraphOperationByName(GraphHandle graph, string name);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial BufferHandle TF_NewBufferFromString(byte* bytes, nuint length);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial void TF_DeleteBuffer(nint buffer);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial ImportOptionsHandle TF_NewImportGraphDefOptions();

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial void TF_DeleteImportGraphDefOptions(nint options);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial void TF_GraphImportGraphDef(
        GraphHandle graph, BufferHandle graphDef, ImportOptionsHandle options, StatusHandle status);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial SessionHandle TF_NewSession(
        GraphHandle graph, SessionOptionsHandle options, StatusHandle status);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial int TF_OperationNumOutputs(nint operation);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial SessionOptionsHandle TF_NewSessionOptions();

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial void TF_DeleteSessionOptions(nint options);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial void TF_SetConfig(
        SessionOptionsHandle options, byte* config, nuint length, StatusHandle status);

    [LibraryImport(TensorFlowLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SessionHandle TF_LoadSessionFromSavedModel(
        SessionOptionsHandle options,
        nint runOptions,
        string folder,
        [In] string[] tags,
        int tagCount,
        GraphHandle graph,
        nint metaGraph,
        StatusHandle status);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial void TF_CloseSession(nint session, StatusHandle status);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial void TF_DeleteSession(nint session, StatusHandle status);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial void TF_SessionRun(
        SessionHandle session,
        nint runOptions,
        TensorPort* inputs,
        nint* inputValues,
        int inputCount,
        TensorPort* outputs,
        nint* outputValues,
        int outputCount,
        nint* targets,
        int targetCount,
        nint runMetadata,
        StatusHandle status);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial TensorHandle TF_AllocateTensor(int type, long* extents, int rank, nuint bytes);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial void TF_DeleteTensor(nint tensor);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial int TF_TensorType(TensorHandle tensor);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial int TF_NumDims(TensorHandle tensor);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial long TF_Dim(TensorHandle tensor, int axis);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial void* TF_TensorData(TensorHandle tensor);

    [LibraryImport(TensorFlowLibrary.Name)]
    public static partial nuint TF_TensorByteSize(TensorHandle tensor);
}
