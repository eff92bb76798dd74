using LatencyEngine.Host.Configuration;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Host.Configuration;

/// <summary>What cannot even be read as keys and values is refused with its place.</summary>
public sealed class SourceErrorTests
{
    [Theory]
    [InlineData("{\n  \"session\": {\n    \"id\": 1,,\n  }\n}", "engine.json:3:13: is not JSON: ")]
    [InlineData("{ \"session\": ", "engine.json:1:14: is not JSON: ")]
    [InlineData("", "engine.json:1:1: is not JSON: ")]
    [InlineData("{} {}", "engine.json:1:4: is not JSON: ")]
    [InlineData("[1]", "engine.json:1:1: found a list; expected a section")]
    [InlineData("7", "engine.json:1:1: found '7'; expected a section")]
    [InlineData("{ \"accounts\": [{ \"id\": 1, \"name\": \"\\ud800\" }] }",
        "engine.json:1:35: found an escape that is no character")]
    [InlineData("{\n\"session\": {},\n\"session\": {}}", "engine.json:3:1: session: found a second time; it is also at engine.json:2:1")]
    public void A_file_that_is_no_section_is_refused_at_its_line(string json, string expected) =>
        Assert.StartsWith(expected, Loading.Error(Loading.Json(json)), StringComparison.Ordinal);

    [Fact]
    public void Columns_count_characters_and_not_bytes() => Assert.StartsWith(
        "engine.json:1:22: sesion: ",
        Loading.Error(Loading.Json("{ /* Grüße, Ωμέγα */ \"sesion\": {} }")), StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_are_refused_at_their_place()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("bytes.json", "");
        File.WriteAllBytes(path, [.. "{\n \""u8, 0xFF, .. "\": 1 }"u8]);
        Assert.Equal($"{path}:2:3: found bytes that are no UTF-8", Loading.Error(LoadFile(path)));
    }

    [Fact]
    public void A_byte_order_mark_is_no_error()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("mark.json", "\uFEFF{ \"session\": { \"id\": 3 } }");
        Assert.Equal(3UL, Loading.Good(LoadFile(path)).Session.Id);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "missing.json");
        Assert.StartsWith($"{path}: cannot be read: ", Loading.Error(LoadFile(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_and_trailing_commas_are_welcome() =>
        Assert.Equal(9UL, Loading.Good(Loading.Json("{ /* a */ \"session\": { \"id\": 9, }, // b\n }")).Session.Id);

    [Theory]
    [InlineData("LATENCYENGINE__session__sed", "1",
        "environment variable LATENCYENGINE__session__sed: session.sed: is no key; did you mean 'session.seed'?")]
    [InlineData("LATENCYENGINE__session____seed", "1",
        "environment variable LATENCYENGINE__session____seed: found an empty name; expected LATENCYENGINE__section__key")]
    [InlineData("LATENCYENGINE__session__seed", "",
        "environment variable LATENCYENGINE__session__seed: session.seed: found ''; expected an integer from 0 to 18446744073709551615")]
    public void A_wrong_variable_is_named(string name, string value, string expected) =>
        Assert.Equal(expected, Loading.Error(Loading.All([], [(name, value)], [])));

    [Fact]
    public void Variables_are_found_in_any_case() => Assert.Equal(
        5UL, Loading.Good(Loading.All([], [("LATENCYENGINE__SESSION__SEED", "5"), ("OTHER", "x")], [])).Session.Seed);

    [Fact]
    public void One_variable_in_two_spellings_is_refused()
    {
        var result = Loading.All([], [("LATENCYENGINE__session__seed", "5"), ("LATENCYENGINE__SESSION__SEED", "6")], []);
        Assert.Equal(
            "environment variable LATENCYENGINE__session__seed: is also given as LATENCYENGINE__SESSION__SEED; expected it once",
            Loading.Error(result));
    }

    [Theory]
    [InlineData("session.seed=x", "--set: session.seed: found 'x'; expected an integer from 0 to 18446744073709551615")]
    [InlineData("session..seed=1", "--set: found 'session..seed=1'; expected key=value, such as pipeline.layout=staged")]
    [InlineData("session", "--set: found 'session'; expected key=value, such as pipeline.layout=staged")]
    [InlineData("accounts=[{\"id\":1,]", "--set: accounts: is not JSON: ")]
    [InlineData("accounts=[{\"id\":\"x\"}]", "--set: accounts.0.id: found the text \"x\"; expected an integer from 1 to 4294967295")]
    public void A_wrong_assignment_is_named(string assignment, string expected) =>
        Assert.StartsWith(expected, Loading.Set(assignment).Errors[0].ToString(), StringComparison.Ordinal);

    [Fact]
    public void Of_two_assignments_the_last_counts() =>
        Assert.Equal(2UL, Loading.Good(Loading.Set("session.seed=1", "session.seed=2")).Session.Seed);

    [Fact]
    public void A_name_with_a_dot_stands_in_quotes()
    {
        var risk = Loading.Good(Loading.Set("risk.instruments.\"BRK.B\".positionMax=4")).Risk;
        Assert.Equal("BRK.B", Assert.Single(risk.Instruments).Key);
    }

    [Fact]
    public void A_list_of_words_is_parted_by_commas()
    {
        var configuration = Loading.Good(Loading.Set(
            "strategies.0.id=1", "strategies.0.kind=maCrossover", "strategies.0.instruments=A, B"));
        Assert.Equal(["A", "B"], Assert.Single(configuration.Strategies).Instruments.AsEnumerable());
    }

    private static ConfigurationResult LoadFile(string path) =>
        ConfigurationLoader.Load(new ConfigurationSources { Files = [path] }, StrategyCatalogue.BuiltIn);
}
