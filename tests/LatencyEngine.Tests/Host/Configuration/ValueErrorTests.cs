namespace LatencyEngine.Tests.Host.Configuration;

/// <summary>Every wrong value or key is refused with its key, its place, what was found and what was expected.</summary>
public sealed class ValueErrorTests
{
    [Theory]
    [InlineData("""{"sesion":{}}""", "engine.json:1:2: sesion: is no key; did you mean 'session'?")]
    [InlineData("""{"batchSizeMax":1}""", "engine.json:1:2: batchSizeMax: is no key; did you mean 'pipeline.batchSizeMax'?")]
    [InlineData("""{"Session":{}}""", "engine.json:1:2: Session: is no key; did you mean 'session'?")]
    [InlineData("""{"session":{"zzzzzz":1}}""", "engine.json:1:13: session.zzzzzz: is no key; expected one of id, seed")]
    [InlineData("""{"session":3}""", "engine.json:1:12: session: found '3'; expected a section")]
    [InlineData("""{"session":{"id":"1"}}""", """engine.json:1:18: session.id: found the text "1"; expected an integer from 1 to 18446744073709551615""")]
    [InlineData("""{"session":{"id":0}}""", "engine.json:1:18: session.id: found '0'; expected an integer from 1 to 18446744073709551615")]
    [InlineData("""{"session":{"id":1.5}}""", "engine.json:1:18: session.id: found '1.5'; expected an integer from 1 to 18446744073709551615")]
    [InlineData("""{"session":{"id":null}}""", "engine.json:1:18: session.id: found 'null'; expected an integer from 1 to 18446744073709551615")]
    [InlineData("""{"pipeline":{"batchSizeMax":65537}}""", "engine.json:1:29: pipeline.batchSizeMax: found '65537'; expected an integer from 1 to 65536 (events)")]
    [InlineData("""{"pipeline":{"inputRingSlots":3000}}""", "engine.json:1:31: pipeline.inputRingSlots: found '3000'; expected a power of two from 2 to 16777216 (slots)")]
    [InlineData("""{"pipeline":{"layout":"stagd"}}""", """engine.json:1:23: pipeline.layout: found the text "stagd"; expected one of fused, staged; did you mean 'staged'?""")]
    [InlineData("""{"pipeline":{"layout":1}}""", "engine.json:1:23: pipeline.layout: found '1'; expected one of fused, staged")]
    [InlineData("""{"pipeline":{"speed":-1}}""", "engine.json:1:22: pipeline.speed: found '-1'; expected a decimal from 0 to 1000000 with at most 9 digits after the point (times real time)")]
    [InlineData("""{"risk":{"onBreach":{"flatten":"true"}}}""", """engine.json:1:32: risk.onBreach.flatten: found the text "true"; expected true or false""")]
    [InlineData("""{"risk":{"engine":{"priceBand":0.0000000001}}}""", "engine.json:1:32: risk.engine.priceBand: found '0.0000000001'; expected a decimal from 0 to 1 with at most 9 digits after the point (ratio)")]
    [InlineData("""{"risk":{"engine":{"dailyLosMax":1}}}""", "engine.json:1:20: risk.engine.dailyLosMax: is no key; did you mean 'risk.engine.dailyLossMax'?")]
    [InlineData("""{"risk":{"accounts":{"01":{}}}}""", "engine.json:1:22: risk.accounts.01: found '01'; expected an integer from 1 to 4294967295")]
    [InlineData("""{"accounts":{"x":{}}}""", "engine.json:1:14: accounts: found 'x'; expected an index from 0 to 1, where 1 adds an element")]
    [InlineData("""{"accounts":true}""", "engine.json:1:13: accounts: found 'true'; expected a list")]
    [InlineData("""{"accounts":[5]}""", "engine.json:1:14: accounts.0: found '5'; expected a section")]
    [InlineData("""{"accounts":[{}]}""", "engine.json:1:14: accounts.0.id: is missing; expected an integer from 1 to 4294967295")]
    [InlineData("""{"accounts":[{"id":1,"currency":"U$D"}]}""", """engine.json:1:33: accounts.0.currency: found the text "U$D"; expected a currency of 1 to 8 letters or digits""")]
    [InlineData("""{"accounts":[{"id":1,"name":"Grüße"}]}""", """engine.json:1:29: accounts.0.name: found the text "Grüße"; expected a name of 1 to 32 printable ASCII characters""")]
    [InlineData("""{"feeds":[{}]}""", "engine.json:1:11: feeds.0.kind: is missing; expected one of simulator, lobster, binance, lean")]
    [InlineData("""{"feeds":[{"kind":"lobsters","path":"x"}]}""", """engine.json:1:19: feeds.0.kind: found the text "lobsters"; expected one of simulator, lobster, binance, lean; did you mean 'lobster'?""")]
    [InlineData("""{"feeds":[{"kind":"simulator","paths":["x"]}]}""", "engine.json:1:31: feeds.0.paths: is a key only where 'kind' is one of binance, lean")]
    [InlineData("""{"strategies":[{"id":1,"kind":"maCrossover","instruments":["*"],"parameters":{"fastBar":1}}]}""", "engine.json:1:79: strategies.0.parameters.fastBar: is no key; did you mean 'strategies.0.parameters.fastBars'?")]
    [InlineData("""{"strategies":[{"id":1,"kind":"maCrossover","instruments":["*"],"parameters":{"fastBars":0}}]}""", "engine.json:1:90: strategies.0.parameters.fastBars: found '0'; expected an integer from 1 to 10000")]
    [InlineData("""{"strategies":[{"id":1,"kind":"maCrossover","instruments":["A",5]}]}""", "engine.json:1:64: strategies.0.instruments.1: found '5'; expected a symbol of 1 to 24 printable ASCII characters")]
    public void A_wrong_key_or_value_is_refused(string json, string expected) =>
        Assert.Equal(expected, Loading.Error(Loading.Json(json)));

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var result = Loading.All(
            ["""{"session":{"id":0,"sed":1},"accounts":[{"id":5},{"id":5}]}"""],
            [("LATENCYENGINE__pipeline__wait", "spin")], ["capacity.positions=0", "x=1"]);
        var keys = result.Errors.Select(error => error.Key).Order(StringComparer.Ordinal);
        Assert.Equal(["accounts.1.id", "capacity.positions", "pipeline.wait", "session.id", "session.sed", "x"], keys);
    }

    [Fact]
    public void An_element_of_unknown_kind_does_not_hide_the_errors_of_others()
    {
        var result = Loading.Json(
            """{"strategies":[{"kind":"x"},{"id":1,"kind":"maCrossover","account":9,"instruments":["*"]}]}""");
        Assert.Equal(["strategies.0.kind", "strategies.1.account"], result.Errors.Select(error => error.Key));
    }
}
