using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Tests.Host.Configuration;

/// <summary>Defaults, files, environment and command line: the later one counts, and says so.</summary>
public sealed class PrecedenceTests
{
    /// <summary>A key, the default, and what each layer sets: file, environment, command line.</summary>
    public static TheoryData<string, string, string, string, string> Keys => new()
    {
        { "session.seed", "42", "1", "2", "3" },
        { "pipeline.layout", "fused", "staged", "fused", "staged" },
        { "pipeline.speed", "0", "1.5", "2.5", "3.25" },
        { "pipeline.cores.risk", "-1", "0", "1", "2" },
        { "capacity.marketOrders", "262144", "10", "20", "30" },
        { "risk.onBreach.flatten", "false", "true", "false", "true" },
        { "accounts.0.name", "main", "one", "two", "three" },
        { "accounts.0.deposits.0.amount", "1000000", "0.5", "0.25", "0.125" },
        { "feeds.0.mix.depth", "15", "1", "2", "3" },
        { "venues.0.fillModel", "queue", "touch", "through", "touch" },
    };

    [Theory, MemberData(nameof(Keys))]
    public void Each_layer_precedes_over_those_below(string key, string byDefault, string file, string variable, string set)
    {
        string[] files = [NestedJson(key, file)];
        (string, string)[] variables = [("LATENCYENGINE__" + key.Replace(".", "__", StringComparison.Ordinal), variable)];
        string[] assignments = [$"{key}={set}"];

        AssertValue(key, byDefault, OriginKind.Default, [], [], []);
        AssertValue(key, file, OriginKind.File, files, [], []);
        AssertValue(key, variable, OriginKind.Environment, files, variables, []);
        AssertValue(key, set, OriginKind.CommandLine, files, variables, assignments);
        AssertValue(key, set, OriginKind.CommandLine, files, [], assignments);
    }

    [Fact]
    public void A_later_file_precedes_over_an_earlier_one_key_by_key()
    {
        var result = Loading.All(["""{"session":{"id":1,"seed":1}}""", """{"session":{"seed":2}}"""], [], []);
        var session = Loading.Good(result).Session;
        Assert.Equal((1UL, 2UL), (session.Id, session.Seed));
        Assert.Equal("engine2.json:1:20", Loading.Setting(result, "session.seed").Origin.ToString());
    }

    [Fact]
    public void A_list_replaces_lower_lists_as_a_whole()
    {
        var result = Loading.All(
            ["""{"accounts":[{"id":1},{"id":2}]}""", """{"accounts":[{"id":3}]}"""], [], []);
        Assert.Equal(3U, Assert.Single(Loading.Good(result).Accounts).Id);
    }

    [Fact]
    public void An_index_changes_one_element_of_a_list_and_the_next_free_one_adds()
    {
        var configuration = Loading.Good(Loading.All(
            ["""{"accounts":[{"id":1,"name":"a"},{"id":2,"name":"b"}]}"""],
            [("LATENCYENGINE__accounts__0__name", "c")], ["accounts.2.id=9", "accounts.2.name=d"]));
        Assert.Equal(["c", "b", "d"], configuration.Accounts.Select(account => account.Name));
    }

    [Fact]
    public void Limits_of_several_layers_add_up()
    {
        var configuration = Loading.Good(Loading.All(
            ["""{"risk":{"engine":{"positionMax":1}}}"""],
            [("LATENCYENGINE__risk__engine__openOrdersMax", "2")], ["risk.engine.dailyLossMax=3"]));
        Assert.Equal(3, configuration.Risk.Engine.Length);
    }

    [Theory]
    [InlineData("""{"risk":{"engine":{"positionMax":null}}}""")]
    [InlineData("""{"risk":{}}""", "risk.engine.positionMax=null")]
    public void Null_takes_an_optional_value_back(string json, params string[] assignments) =>
        Assert.Empty(Loading.Good(Loading.All(
            ["""{"risk":{"engine":{"positionMax":1}}}""", json], [], assignments)).Risk.Engine);

    [Fact]
    public void A_value_that_a_higher_layer_hides_is_checked_all_the_same()
    {
        var result = Loading.All(["""{"session":{"seed":"x"}}"""], [], ["session.seed=1"]);
        Assert.StartsWith("engine.json:1:20: session.seed: found the text \"x\"", Loading.Error(result), StringComparison.Ordinal);
    }

    private static void AssertValue(
        string key, string text, OriginKind kind, string[] files, (string, string)[] variables, string[] assignments)
    {
        var result = Loading.All(files, variables, assignments);
        Loading.Good(result);
        var setting = Loading.Setting(result, key);
        Assert.Equal((text, kind), (setting.Text, setting.Origin.Kind));
    }

    /// <summary>The value at its key; list indices become names, which change elements.</summary>
    private static string NestedJson(string key, string value)
    {
        var isBare = value is "true" or "false" || long.TryParse(value, out _);
        var json = isBare ? value : $"\"{value}\"";
        return key.Split('.').Reverse().Aggregate(json, (inner, name) => $$"""{"{{name}}":{{inner}}}""");
    }
}
