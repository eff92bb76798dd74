using System.CommandLine;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Host.Sbe;

namespace LatencyEngine.Host.Journal.Filters;

/// <summary>The options that say which records are wanted. Cold.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string[]> _types = new("--type")
    {
        Description = "Messages by name, with commas between them.", HelpName = "NAME,…",
    };

    private readonly (Option<string?> Option, string Field)[] _ids =
    [
        (Id("--instrument", "Instrument, by symbol or id."), "instrumentId"),
        (Id("--order", "Order, by the engine's id."), "orderId"),
        (Id("--account", "Account, by name or id."), "accountId"),
        (Id("--strategy", "Strategy, by name or id."), "strategyId"),
    ];

    private readonly Option<string[]> _where = new("--where")
    {
        Description = $"A condition: {FieldCondition.Expected}. May be given again; all must hold.", HelpName = "CONDITION",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_types);
        foreach (var (option, _) in _ids) command.Options.Add(option);
        command.Options.Add(_where);
    }

    /// <exception cref="InputRefusedException">There is no such message, field or value.</exception>
    public RecordFilter FilterOf(ParseResult parse, SessionNames names)
    {
        var ids = from id in _ids
                  let wanted = parse.GetValue(id.Option)
                  where wanted is not null
                  select FieldCondition.Of(id.Field, FieldComparison.Equal, wanted, names);
        var conditions = (parse.GetValue(_where) ?? []).Select(text => FieldCondition.Parse(text, names));
        return new RecordFilter(TypesOf(parse), ids.Concat(conditions));
    }

    /// <summary>How many messages are asked for by name; 0 for all.</summary>
    public int TypeCount(ParseResult parse) => TypesOf(parse).Count;

    private List<string> TypesOf(ParseResult parse) => [.. (parse.GetValue(_types) ?? []).SelectMany(list => list.Split(
        ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static Option<string?> Id(string name, string summary) => new(name) { Description = summary, HelpName = "NAME|ID" };
}
