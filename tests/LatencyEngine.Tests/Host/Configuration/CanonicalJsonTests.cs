using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Tests.Host.Configuration;

/// <summary>One configuration has one text and one hash, however it was written.</summary>
public sealed class CanonicalJsonTests
{
    private static readonly ConfigurationResult Full = Loading.Json(Samples.Full);

    [Fact]
    public void The_effective_configuration_reads_back_as_itself()
    {
        foreach (var original in (ConfigurationResult[])[Full, Loading.Set(), Loading.Set("session.seed=5")])
        {
            var again = Loading.Json(original.CanonicalJson);
            Loading.Good(again);
            Assert.Equal(original.CanonicalJson, again.CanonicalJson);
            Assert.Equal(original.HashText, again.HashText);
        }
    }

    [Fact]
    public void The_hash_is_that_of_the_text() => Assert.Equal(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Full.CanonicalJson))), Full.HashText);

    [Fact]
    public void The_order_of_keys_does_not_matter() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var shuffled = Shuffle(JsonNode.Parse(Full.CanonicalJson)!, new Random(seed)).ToJsonString();
            return shuffled != Full.CanonicalJson && Loading.Json(shuffled).HashText == Full.HashText;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_a_list_matters() => Assert.NotEqual(
        Loading.Json("""{"accounts":[{"id":1},{"id":2}]}""").HashText,
        Loading.Json("""{"accounts":[{"id":2},{"id":1}]}""").HashText);

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("0.1", "1e-1")]
    [InlineData("1000000", "1E6")]
    [InlineData("0", "-0")]
    public void Two_ways_to_write_a_number_have_one_hash(string one, string other) => Assert.Equal(
        Loading.Json($$"""{"pipeline":{"speed":{{one}} } }""").HashText,
        Loading.Json($$"""{"pipeline":{"speed":"{{other}}" } }""").HashText);

    [Fact]
    public void A_default_that_is_written_out_changes_nothing() =>
        Assert.Equal(Loading.Set().HashText, Loading.Set("session.seed=42").HashText);

    [Theory]
    [InlineData("session.seed=43", true)]
    [InlineData("capacity.positions=7", true)]
    [InlineData("pipeline.layout=staged", false)]
    [InlineData("pipeline.batchSizeMax=1", false)]
    [InlineData("output.report=json", false)]
    public void Only_what_can_change_an_output_changes_the_hash_of_decisions(string assignment, bool changes)
    {
        var (before, after) = (Loading.Set(), Loading.Set(assignment));
        Assert.NotEqual(before.HashText, after.HashText);
        Assert.Equal(changes, before.DecisionHashText != after.DecisionHashText);
    }

    [Fact]
    public void Text_is_escaped_where_json_demands_it_and_nowhere_else()
    {
        var node = Node.Section([
            new Member("b", Node.Scalar(NodeKind.Text, "\"\\/\n<ü€")), new Member("a", Node.List([Node.Scalar(NodeKind.Null, "null")])),
        ]);
        Assert.Equal("""{"a":[null],"b":"\"\\/\u000a<ü€"}""", CanonicalJson.Write(node));
    }

    private static JsonNode Shuffle(JsonNode node, Random random) => node switch
    {
        JsonObject section => new JsonObject(Shuffled(section, random)),
        JsonArray list => new JsonArray([.. list.Select(element => Shuffle(element!, random))]),
        _ => node.DeepClone(),
    };

    private static KeyValuePair<string, JsonNode?>[] Shuffled(JsonObject section, Random random)
    {
        KeyValuePair<string, JsonNode?>[] members =
            [.. section.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Shuffle(member.Value!, random)))];
        random.Shuffle(members);
        return members;
    }
}
