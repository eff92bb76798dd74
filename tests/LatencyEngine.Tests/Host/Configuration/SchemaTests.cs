using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Tests.Host.Configuration;

/// <summary>The list of keys is complete and says of each what it is.</summary>
public sealed class SchemaTests
{
    private static readonly IReadOnlyList<SettingDescription> Keys = ConfigurationLoader.Describe(Loading.Strategies);

    [Fact]
    public void Every_key_has_a_type_a_range_a_default_and_a_sentence() => Assert.All(Keys, key =>
    {
        Assert.NotEmpty(key.Type);
        Assert.NotEmpty(key.Range);
        Assert.NotEmpty(key.Default);
        Assert.True(char.IsUpper(key.Sentence[0]) && key.Sentence.EndsWith('.'), key.Sentence);
    });

    [Fact]
    public void Every_kind_of_limit_has_a_key_in_every_scope()
    {
        var kinds = Enum.GetValues<LimitKind>().Where(kind => kind != LimitKind.None).Select(ChoiceType.WordOf).ToList();
        foreach (var scope in (string[])["engine", "accounts.<account>", "strategies.<strategy>", "instruments.<symbol>"])
            Assert.All(kinds, kind => Assert.Single(Keys, key => key.Key == $"risk.{scope}.{kind}"));
    }

    [Fact]
    public void Every_key_that_is_read_is_described()
    {
        var result = Loading.Json(Samples.Full);
        Loading.Good(result);
        var patterns = Keys.Select(key => key.Key.Split('.')).ToList();
        Assert.All(result.Settings, setting =>
            Assert.Contains(patterns, pattern => Matches(setting.Key.Split('.'), pattern)));
    }

    [Fact]
    public void A_key_of_some_kinds_says_which()
    {
        Assert.Equal("lobster", Assert.Single(Keys, key => key.Key == "feeds.<index>.path").Kinds);
        Assert.Equal("lobster, binance, lean", Assert.Single(Keys, key => key.Key == "feeds.<index>.instrument.tickSize").Kinds);
        Assert.Equal("marketMaker", Assert.Single(Keys, key => key.Key == "strategies.<index>.parameters.skewTicks").Kinds);
    }

    [Fact]
    public void Keys_that_measure_say_their_unit() => Assert.All(
        Keys.Where(key => key.Key.EndsWith("Nanos", StringComparison.Ordinal)),
        key => Assert.Equal("nanoseconds", key.Unit));

    private static bool Matches(string[] names, string[] pattern) =>
        names.Length == pattern.Length && names.Zip(pattern).All(p => p.First == p.Second || p.Second.StartsWith('<'));
}
