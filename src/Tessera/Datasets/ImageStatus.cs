using System.Text.Json.Serialization;

namespace Tessera.Datasets;

[JsonConverter(typeof(JsonStringEnumConverter<ImageStatus>))]
public enum ImageStatus
{
    [JsonStringEnumMemberName("ok")]
    Ok,

    [JsonStringEnumMemberName("error")]
    Error,
}
