using System.Text.Json;

namespace Tessera.Results;

/// <summary>
/// Reads lines, member by member; used again and again to spare allocations. Unknown members are skipped, so that the
/// format can grow. Throws <see cref="JsonException"/>, <see cref="InvalidOperationException"/> (of the JSON reader,
/// for a value of another type) or <see cref="FormatException"/>.
/// </summary>
sealed class PredictionParser(int classes)
{
    readonly List<ClassConfidence> _entries = [];
    string? _key;
    int? _label;
    int? _predicted;
    double? _confidence;
    ClassConfidence[]? _top;
    string? _status;
    string? _error;

    public Prediction Parse(ReadOnlySpan<byte> line)
    {
        (_key, _label, _predicted, _confidence, _top, _status, _error) = (null, null, null, null, null, null, null);
        var json = new Utf8JsonReader(line);
        json.Read();
        Expect(json.TokenType == JsonTokenType.StartObject, "a line must be a JSON object");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref json);
        }

        json.Read(); // what follows the object is an error of the reader
        return ToPrediction();
    }

    static void Expect(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new FormatException(otherwise);
        }
    }

    void ReadMember(ref Utf8JsonReader json)
    {
        if (Is(ref json, "key"u8))
        {
            _key = json.GetString();
        }
        else if (Is(ref json, "label"u8))
        {
            _label = ReadClass(ref json);
        }
        else if (Is(ref json, "predicted"u8))
        {
            _predicted = ReadClass(ref json);
        }
        else if (Is(ref json, "confidence"u8))
        {
            _confidence = ReadConfidence(ref json);
        }
        else if (Is(ref json, "top"u8))
        {
            _top = ReadTop(ref json);
        }
        else if (Is(ref json, "status"u8))
        {
            _status = json.ValueTextEquals("ok"u8) ? "ok" : json.GetString();
        }
        else if (Is(ref json, "error"u8))
        {
            _error = json.GetString();
        }
        else
        {
            json.Skip();
        }
    }

    // Moves on to the value when the name is the one asked for.
    static bool Is(ref Utf8JsonReader json, ReadOnlySpan<byte> name) =>
        json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(name) && json.Read();

    int ReadClass(ref Utf8JsonReader json)
    {
        var value = json.GetInt32();
        return (uint)value < (uint)classes
            ? value
            : throw new FormatException($"class {value} is not one of 0 to {classes - 1}");
    }

    static double ReadConfidence(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && Confidence.TryParse(json.ValueSpan, out var value))
        {
            return value;
        }

        value = json.GetDouble();
        return value is >= 0 and <= 1 ? value : throw new FormatException($"confidence {value} is not from 0 to 1");
    }

    ClassConfidence[] ReadTop(ref Utf8JsonReader json)
    {
        Expect(json.TokenType == JsonTokenType.StartArray, "'top' must be an array");
        _entries.Clear();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            _entries.Add(ReadEntry(ref json));
            Expect(_entries.Count <= classes, "'top' has more entries than there are classes");
        }

        Expect(json.TokenType == JsonTokenType.EndArray, "an entry of 'top' must be an object");
        return [.. _entries];
    }

    ClassConfidence ReadEntry(ref Utf8JsonReader json)
    {
        var found = -1;
        var confidence = -1.0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref json, "class"u8))
            {
                found = ReadClass(ref json);
            }
            else if (Is(ref json, "confidence"u8))
            {
                confidence = ReadConfidence(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        Expect(found >= 0 && confidence >= 0, "an entry of 'top' needs 'class' and 'confidence'");
        return new(found, confidence);
    }

    Prediction ToPrediction()
    {
        Expect(_key is not null, "it has no 'key'");
        if (_status == "error")
        {
            Expect(_error is not null, "its status is 'error', but it has no 'error'");
            return Prediction.Failed(_key!, _label, _error!);
        }

        if (_status != "ok")
        {
            throw new FormatException($"its status is '{_status}'; allowed: ok, error");
        }

        Expect(_predicted is not null && _confidence is not null, "it has no 'predicted' or no 'confidence'");
        var best = new ClassConfidence(_predicted!.Value, _confidence!.Value);
        Expect(_top is null or [] || _top[0] == best, "the first of 'top' is not 'predicted' with its 'confidence'");
        return Prediction.Of(_key!, _label, _top is null or [] ? [best] : _top);
    }
}
