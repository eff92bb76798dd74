using System.CommandLine;
using LatencyEngine.Domain;

namespace LatencyEngine.Host.Ctl;

/// <summary>What a command holds for: the whole engine, unless an option narrows it. One for each command line; cold.</summary>
internal sealed class ScopeOptions
{
    private readonly Option<uint?> _account = new("--account") { Description = "One account.", HelpName = "NUMBER" };

    private readonly Option<ushort?> _strategy = new("--strategy") { Description = "One strategy.", HelpName = "NUMBER" };

    private readonly Option<string?> _instrument = new("--instrument") { Description = "One instrument.", HelpName = "SYMBOL|NUMBER" };

    public IEnumerable<Symbol> Symbols => [_account, _strategy, _instrument];

    /// <exception cref="CtlException">More than one, or an instrument that the engine does not know.</exception>
    public (ScopeKind Kind, ulong Id) Read(ParseResult parse, CtlContext context)
    {
        var (account, strategy, instrument) = (parse.GetValue(_account), parse.GetValue(_strategy), parse.GetValue(_instrument));
        var count = (account is null ? 0 : 1) + (strategy is null ? 0 : 1) + (instrument is null ? 0 : 1);
        if (count > 1) throw new CtlException("a command has one scope; expected --account, --strategy or --instrument");
        if (account is { } id) return (ScopeKind.Account, id);
        if (strategy is { } number) return (ScopeKind.Strategy, number);
        if (instrument is not null) return (ScopeKind.Instrument, context.Instruments.IdOf(instrument));
        // Whoever has one account means that.
        return context.Actor.Accounts is [var only] ? (ScopeKind.Account, only) : (ScopeKind.Engine, 0);
    }
}
