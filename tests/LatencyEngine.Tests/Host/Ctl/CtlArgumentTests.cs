using LatencyEngine.Domain;
using LatencyEngine.Host;
using LatencyEngine.Host.Ctl;
using LatencyEngine.TestKit;
using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Tests.Host.Ctl;

/// <summary>Words of a command line that make no command, and key files that the verbs make.</summary>
public sealed class CtlArgumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Keys => Path.Combine(_folder.Path, "keys", "engine.keys");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keygen_makes_a_file_that_only_its_owner_can_read()
    {
        Assert.Equal(ExitCode.Success, Run(out var output, "keygen", "--keys", Keys, "--actor", "1", "--role", "admin", "--name", "root"));
        Assert.Equal($"actor 1 (root, Admin) is in {Keys}\n", output.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Keys));
        using var keys = KeyFile.Read(Keys);
        Assert.Equal((1U, ActorRole.Admin), (keys.Actors[0].ActorId, keys.Actors[0].Role));
    }

    [Fact]
    public void Keygen_adds_actors_and_never_replaces_one_unasked()
    {
        Keygen("1");
        Keygen("2");
        using (var keys = KeyFile.Read(Keys)) Assert.Equal([1U, 2U], keys.Actors.Select(actor => actor.ActorId));
        var before = File.ReadAllText(Keys);
        Assert.Equal(ExitCode.BadInput, Run(out var output, "keygen", "--keys", Keys, "--actor", "2", "--role", "admin", "--name", "x"));
        Assert.Contains("has actor 2 (x, Trader) already; --force gives it a new key", output, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Keys));
        Assert.Equal(ExitCode.Success, Run(out _, "keygen", "--keys", Keys, "--actor", "2", "--role", "admin", "--name", "x", "--force"));
        Assert.NotEqual(before, File.ReadAllText(Keys));
    }

    [Fact]
    public void A_client_s_file_holds_its_actor_alone_and_the_same_key()
    {
        Keygen("1");
        var own = Path.Combine(_folder.Path, "own.keys");
        Assert.Equal(
            ExitCode.Success,
            Run(out _, "keygen", "--keys", Keys, "--actor", "2", "--role", "trader", "--name", "a", "--accounts", "1,2", "--client", own));
        using var engine = KeyFile.Read(Keys);
        using var client = KeyFile.Read(own);
        Assert.Equal(engine.Find(2)!.Key.ToArray(), Assert.Single(client.Actors).Key.ToArray());
        Assert.Equal<uint>([1, 2], client.Actors[0].Accounts);
    }

    [Theory]
    [InlineData("--actor: found 0", "--actor", "0", "--role", "admin", "--name", "a")]
    [InlineData("--role: found 'boss'; expected one of viewer, trader, admin", "--actor", "1", "--role", "boss", "--name", "a")]
    [InlineData("--name: found 'a b'; expected up to 32 ASCII characters", "--actor", "1", "--role", "admin", "--name", "a b")]
    [InlineData("--accounts: found 'x'; expected an integer from 1", "--actor", "1", "--role", "admin", "--name", "a", "--accounts", "1,x")]
    public void Keygen_says_what_it_expected(string expected, params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, Run(out var output, ["keygen", "--keys", Keys, .. arguments]));
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.False(File.Exists(Keys));
    }

    [Fact]
    public void Without_a_key_file_nothing_is_sent()
    {
        Assert.Equal(ExitCode.BadInput, Run(out var output, "halt", "--keys", Keys));
        Assert.Equal($"error: {Keys}: there is no such key file\n", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_price_that_is_none_is_refused() => AssertWrong(
        "price: found '1.1234567891'; expected a decimal", () => CtlNumbers.Price("1.1234567891"));

    [Fact]
    public void A_price_between_two_ticks_is_refused() => AssertWrong(
        "price: found '10.005'; BTC has ticks of 0.01", () => CtlNumbers.CheckTick("10.005", 10_005_000_000, Bitcoin()));

    [Theory]
    [InlineData("1", -8, 100_000_000L)]
    [InlineData("0.00000001", -8, 1L)]
    [InlineData("7", 0, 7L)]
    [InlineData("300", 2, 3L)]
    public void A_quantity_in_units_is_exact_in_lots(string text, int exponent, long lots) =>
        Assert.Equal(lots, CtlNumbers.Lots(text, Bitcoin(exponent)));

    [Theory]
    [InlineData("0.000000001", -8, "expected a positive multiple of 0.00000001, a lot of BTC")]
    [InlineData("0", 0, "expected a positive multiple of 1")]
    [InlineData("-1", 0, "expected a positive multiple of 1")]
    [InlineData("350", 2, "BTC counts in lots of 100")]
    [InlineData("many", 0, "found 'many'")]
    [InlineData("99999999999999999999", 0, "expected at most 9223372036854775807 lots")]
    public void A_quantity_that_the_instrument_cannot_have_is_refused(string text, int exponent, string expected) =>
        AssertWrong(expected, () => CtlNumbers.Lots(text, Bitcoin(exponent)));

    [Theory]
    [InlineData("ctl", "ask", "0")]
    [InlineData("ctl", "submit", "buy", "1")]
    [InlineData("ctl", "halt", "--timeout", "0")]
    [InlineData("ctl", "set", "limit", "priceBand")]
    [InlineData("ctl", "deposit", "1")]
    public void Words_that_are_missing_or_out_of_range_are_usage_errors(params string[] arguments) =>
        Assert.NotEmpty(CommandLine.CreateRoot().Parse(arguments).Errors);

    private static InstrumentDefinition Bitcoin(int lotExponent = -8)
    {
        var definition = InstrumentDefinition.Create();
        definition.SymbolText = "BTC";
        definition.TickSize = 10_000_000;
        definition.LotExponent = (sbyte)lotExponent;
        return definition;
    }

    private static void AssertWrong(string expected, Action action) =>
        Assert.Contains(expected, Assert.Throws<CtlException>(action).Message, StringComparison.Ordinal);

    private void Keygen(string actor) => Assert.Equal(
        ExitCode.Success, Run(out _, "keygen", "--keys", Keys, "--actor", actor, "--role", "trader", "--name", "x"));

    private static int Run(out string output, params string[] arguments)
    {
        using var writer = new StringWriter();
        var parse = CommandLine.CreateRoot().Parse(["ctl", .. arguments]);
        Assert.Empty(parse.Errors);
        var code = parse.Invoke(new() { Output = writer, Error = writer });
        output = writer.ToString();
        return code;
    }
}
