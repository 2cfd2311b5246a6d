using System.Text;
using Tessera.Results;

namespace Tessera.Tests.Results;

public sealed class PredictionFileTests
{
    [Fact]
    public async Task A_prediction_is_written_as_the_format_says()
    {
        var prediction = Prediction.Of("test-00000003", 0, new(8, 0.61372), new(0, 0.3));

        var text = await WriteAsync(prediction);

        Assert.Equal(
            "{'key':'test-00000003','label':0,'predicted':8,'confidence':0.61372,"
            + "'top':[{'class':8,'confidence':0.61372},{'class':0,'confidence':0.3}],'status':'ok'}\n",
            text.Replace('"', '\''));
    }

    [Fact]
    public async Task An_unreadable_image_is_a_line_with_its_error()
    {
        var text = await WriteAsync(Prediction.Failed("a \"b\"", null, "truncated"));

        Assert.Equal("""{"key":"a \"b\"","status":"error","error":"truncated"}""" + "\n", text);
    }

    [Fact]
    public async Task Lines_come_back_as_they_were_written()
    {
        Prediction[] predictions =
        [
            Prediction.Of("ein Schlüssel 鍵 \u2028 \\ \" \n", 1, new(2, 1), new(1, 0.000001)),
            Prediction.Of("without label", null, new ClassConfidence(0, 0)),
            Prediction.Failed("bad", 2, "line\nfeed"),
        ];

        var read = await ReadAsync(await WriteAsync(predictions));

        Assert.Equal(predictions.Select(Describe), read.Select(Describe));
    }

    [Fact]
    public async Task Many_lines_pass_the_buffers()
    {
        var predictions = Enumerable.Range(0, 5000)
            .Select(i => Prediction.Of($"key-{i}", i % 3, new ClassConfidence(i % 2, 0.5)));

        var read = await ReadAsync(await WriteAsync([.. predictions]));

        Assert.Equal(predictions.Select(Describe), read.Select(Describe));
    }

    [Theory]
    [InlineData("", "not a prediction")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("""{"key":"a","status":"ok"}""", "predicted")]
    [InlineData("""{"key":"a","predicted":3,"confidence":1,"status":"ok"}""", "class 3 is not one of 0 to 2")]
    [InlineData("""{"key":"a","label":-1,"predicted":1,"confidence":1,"status":"ok"}""", "class -1")]
    [InlineData("""{"key":"a","predicted":1,"confidence":1.5,"status":"ok"}""", "confidence 1.5")]
    [InlineData("""{"key":"a","predicted":"1","confidence":1,"status":"ok"}""", "not a prediction")]
    [InlineData("""{"key":"a","predicted":99999999999,"confidence":1,"status":"ok"}""", "not a prediction")]
    [InlineData("""{"key":"a","predicted":1,"confidence":1,"status":"fine"}""", "allowed: ok, error")]
    [InlineData("""{"key":"a","predicted":1,"confidence":1,"top":[{"class":0,"confidence":1}],"status":"ok"}""", "top")]
    [InlineData("""{"key":"a","predicted":1,"confidence":1,"top":[7],"status":"ok"}""", "must be an object")]
    [InlineData("""{"key":"a","predicted":1,"confidence":1,"status":"ok"} x""", "not a prediction")]
    [InlineData("""{"key":"a","predicted":1,"confid""", "not a prediction")]
    [InlineData("""{"key":5}""", "not a prediction")]
    [InlineData("""{"key":"a","status":"error"}""", "no 'error'")]
    public async Task A_line_that_is_no_prediction_names_file_and_line(string line, string reason)
    {
        var good = """{"key":"a","predicted":1,"confidence":1,"more":[{}],"status":"ok"}""";

        var error = await Assert.ThrowsAsync<TesseraException>(() => ReadAsync($"{good}\n{line}\n{good}\n"));

        Assert.Equal(FailureKind.User, error.Kind);
        Assert.StartsWith("test-00000.jsonl:2: not a prediction", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_not_UTF8_is_the_users_error()
    {
        byte[] line = [.. "{\"key\":\""u8, 0xff, 0xfe, .. "\",\"status\":\"error\",\"error\":\"\"}"u8];

        var error = await Assert.ThrowsAsync<TesseraException>(() => ReadAsync(line));

        Assert.Equal(FailureKind.User, error.Kind);
    }

    [Fact]
    public async Task An_endless_line_is_refused_before_memory_is_full()
    {
        var error = await Assert.ThrowsAsync<TesseraException>(() => ReadAsync(new byte[LineReader.MaxLineLength + 1]));

        Assert.Contains("a line is longer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(1.0000001, "1")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.0000004, "0")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.9999996, "1")]
    [InlineData(0.1234565001, "0.123457")]
    public void Confidences_have_six_decimals_and_no_exponent(double value, string expected)
    {
        var text = new byte[Confidence.MaxLength];

        var length = Confidence.Format(value, text);

        Assert.Equal(expected, Encoding.ASCII.GetString(text, 0, length));
    }

    static async Task<string> WriteAsync(params Prediction[] predictions)
    {
        using var stream = new MemoryStream();
        using var writer = new PredictionWriter(stream);
        foreach (var prediction in predictions)
        {
            await writer.WriteAsync(prediction);
        }

        await writer.FlushAsync();
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    static Task<List<Prediction>> ReadAsync(string text) => ReadAsync(Encoding.UTF8.GetBytes(text));

    static async Task<List<Prediction>> ReadAsync(byte[] bytes)
    {
        var predictions = new List<Prediction>();
        using var stream = new MemoryStream(bytes);
        await foreach (var prediction in PredictionReader.ReadAsync(stream, "test-00000.jsonl", classes: 3))
        {
            predictions.Add(prediction);
        }

        return predictions;
    }

    static string Describe(Prediction prediction) =>
        $"{prediction.Key}|{prediction.Label}|{prediction.Error}|{string.Join(' ', prediction.Top)}";
}
