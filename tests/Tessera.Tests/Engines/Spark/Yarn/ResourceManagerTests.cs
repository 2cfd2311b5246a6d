using Tessera.Engines.Spark.Yarn;
using Tessera.Tests.Storage.Hdfs;

namespace Tessera.Tests.Engines.Spark.Yarn;

public sealed class ResourceManagerTests
{
    [Fact]
    public void Without_settings_it_is_where_Hadoop_puts_it() =>
        Assert.Equal(["0.0.0.0:8032 http://0.0.0.0:8088/"], Of());

    [Fact]
    public void A_host_is_enough() =>
        Assert.Equal(["m:8032 http://m:8088/"], Of(("yarn.resourcemanager.hostname", "m")));

    [Fact]
    public void Addresses_win_over_the_host() => Assert.Equal(
        ["a:1 https://m:8090/"],
        Of(
            ("yarn.resourcemanager.hostname", "m"),
            ("yarn.resourcemanager.address", "a:1"),
            ("yarn.http.policy", "HTTPS_ONLY")));

    [Fact]
    public void Of_a_pair_each_is_named() => Assert.Equal(
        ["m1:8032 http://m1:8088/", "m2:9 http://w2:7/"],
        Of(
            ("yarn.resourcemanager.ha.enabled", "true"),
            ("yarn.resourcemanager.ha.rm-ids", "r1, r2"),
            ("yarn.resourcemanager.hostname.r1", "m1"),
            ("yarn.resourcemanager.address.r2", "m2:9"),
            ("yarn.resourcemanager.webapp.address.r2", "w2:7")));

    [Fact]
    public void What_is_no_address_is_one_line() => Assert.Contains(
        "'m:x' is no host and port",
        Assert.Throws<TesseraException>(() => Of(("yarn.resourcemanager.address", "m:x"))).Message,
        StringComparison.Ordinal);

    static IEnumerable<string> Of(params IEnumerable<(string Name, string Value)> properties) =>
        ResourceManager
            .Of(HadoopConfigurationTests.Parse(
                properties.Select(property => $"<name>{property.Name}</name><value>{property.Value}</value>")))
            .Select(manager => $"{manager} {manager.Web}");
}
