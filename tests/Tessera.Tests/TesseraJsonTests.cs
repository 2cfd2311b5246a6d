using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Tessera.Tests;

public sealed class TesseraJsonTests
{
    [Fact]
    public void Every_enumeration_is_written_as_it_is_on_the_command_line()
    {
        var enumerations = typeof(TesseraJson).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => property.GetValue(TesseraJson.Default))
            .OfType<JsonTypeInfo>()
            .Where(type => type.Type.IsEnum)
            .ToList();

        Assert.NotEmpty(enumerations);
        Assert.All(enumerations, type => Assert.Equal(
            typeof(KebabEnumConverter<>).MakeGenericType(type.Type), type.Converter.GetType()));
    }
}
