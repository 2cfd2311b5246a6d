using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tessera.Results;

/// <summary>
/// Writes predictions as JSON lines: the same predictions are always the same bytes. Call <see cref="FlushAsync"/> at
/// the end. The stream stays the caller's.
/// </summary>
public sealed class PredictionWriter : IDisposable
{
    const int FlushAt = 64 * 1024;

    static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // these are files, not web pages: keep text readable
        SkipValidation = true,
    };

    static readonly JsonEncodedText s_key = JsonEncodedText.Encode("key");
    static readonly JsonEncodedText s_label = JsonEncodedText.Encode("label");
    static readonly JsonEncodedText s_predicted = JsonEncodedText.Encode("predicted");
    static readonly JsonEncodedText s_confidence = JsonEncodedText.Encode("confidence");
    static readonly JsonEncodedText s_top = JsonEncodedText.Encode("top");
    static readonly JsonEncodedText s_class = JsonEncodedText.Encode("class");
    static readonly JsonEncodedText s_status = JsonEncodedText.Encode("status");
    static readonly JsonEncodedText s_ok = JsonEncodedText.Encode("ok");
    static readonly JsonEncodedText s_error = JsonEncodedText.Encode("error");

    readonly Stream _stream;
    readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushAt);
    readonly Utf8JsonWriter _json;

    public PredictionWriter(Stream stream)
    {
        _stream = stream;
        _json = new(_buffer, s_options);
    }

    /// <summary>Writes one line; touches the stream only when a buffer of 64 KiB is full.</summary>
    public ValueTask WriteAsync(Prediction prediction, CancellationToken cancellationToken = default)
    {
        WriteLine(prediction);
        return _buffer.WrittenCount < FlushAt ? ValueTask.CompletedTask : FlushAsync(cancellationToken);
    }

    /// <summary>Hands all lines to the stream.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        await _stream.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        _buffer.ResetWrittenCount();
    }

    public void Dispose() => _json.Dispose();

    void WriteLine(Prediction prediction)
    {
        _json.WriteStartObject();
        _json.WriteString(s_key, prediction.Key);
        if (prediction.Label is { } label)
        {
            _json.WriteNumber(s_label, label);
        }

        if (prediction.Error is null)
        {
            WriteAnswer(prediction);
        }
        else
        {
            _json.WriteString(s_status, s_error);
            _json.WriteString(s_error, prediction.Error);
        }

        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _buffer.GetSpan(1)[0] = (byte)'\n';
        _buffer.Advance(1);
    }

    void WriteAnswer(Prediction prediction)
    {
        WriteClass(s_predicted, prediction.Top[0]);
        _json.WriteStartArray(s_top);
        foreach (var entry in prediction.Top)
        {
            _json.WriteStartObject();
            WriteClass(s_class, entry);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteString(s_status, s_ok);
    }

    void WriteClass(JsonEncodedText name, ClassConfidence entry)
    {
        Span<byte> text = stackalloc byte[Confidence.MaxLength];
        _json.WriteNumber(name, entry.Class);
        _json.WritePropertyName(s_confidence);
        _json.WriteRawValue(text[..Confidence.Format(entry.Confidence, text)], skipInputValidation: true);
    }
}
