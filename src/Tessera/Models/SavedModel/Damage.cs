using Google.Protobuf;

namespace Tessera.Models.SavedModel;

/// <summary>Files that are not what they should be, told apart from models that a runtime does not support.</summary>
static class Damage
{
    /// <summary>The failure of somebody who has found it.</summary>
    /// <param name="message">All of it.</param>
    public static TesseraException Of(string message) =>
        TesseraException.User(message, new InvalidDataException(message));

    /// <summary>Whether a failure is damage in the end, wherever it was noticed.</summary>
    public static bool IsCauseOf(Exception failure) =>
        failure is InvalidDataException or InvalidProtocolBufferException
        || (failure.InnerException is { } inner && IsCauseOf(inner));
}
