using System.CommandLine;
using System.CommandLine.Parsing;

namespace LatencyEngine.Host.Journal.Sessions;

/// <summary>The options <c>--since</c> and <c>--until</c>. Cold.</summary>
internal sealed class BoundOptions
{
    private readonly Option<SessionBound> _since = Create("--since", "The first record wanted");
    private readonly Option<SessionBound> _until = Create("--until", "The last record wanted");

    public void AddTo(Command command)
    {
        command.Options.Add(_since);
        command.Options.Add(_until);
    }

    /// <summary>The records from here to there, in the order of the journal.</summary>
    public SessionRange RangeOf(ParseResult parse, SessionNames names) =>
        new(parse.GetValue(_since).In(names), parse.GetValue(_until).In(names));

    public static Option<SessionBound> Create(string name, string summary) => new(name)
    {
        Description = $"{summary}: {SessionBound.Expected}.",
        HelpName = "SEQUENCE|TIME",
        CustomParser = Parse,
    };

    private static SessionBound Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!SessionBound.TryParse(text, out var bound)) result.AddError($"found '{text}'; expected {SessionBound.Expected}");
        return bound;
    }
}
