namespace Tessera.Models.SavedModel;

/// <summary>A message on the way from a file's outermost message to the contents of constants.</summary>
/// <param name="fields">The numbers of the fields that go on, and to which message; null is the content itself.</param>
sealed class MessagePath(params (int Field, MessagePath? Next)[] fields)
{
    const int ContentField = 4;

    static readonly MessagePath s_node =
        new((5, new MessagePath((2, new MessagePath((8, new MessagePath((ContentField, null))))))));

    /// <summary>A graph: its nodes, and those of its functions.</summary>
    public static MessagePath Graph { get; } =
        new((1, s_node), (2, new MessagePath((1, new MessagePath((3, s_node))))));

    /// <summary>A SavedModel: its graphs.</summary>
    public static MessagePath SavedModel { get; } = new((2, new MessagePath((2, Graph))));

    /// <summary>Whether a field leads on.</summary>
    public bool Leads(long field) => Array.Exists(fields, entry => entry.Field == field);

    /// <summary>The message of a field that leads on; null for the content itself.</summary>
    public MessagePath? Next(long field) => Array.Find(fields, entry => entry.Field == field).Next;
}
