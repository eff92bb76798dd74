using System.CommandLine;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Journal;

/// <summary>The options of every verb that reads a journal, and the journal that they name. Cold.</summary>
internal sealed class JournalOptions
{
    private const string FromLog = "log";
    private const string FromPostgres = "postgres";

    private readonly Option<string> _folder = new("--folder")
    {
        Description = "The journal's folder.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => JournalConfiguration.DefaultFolder,
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Read the log in the folder, or the event store in PostgreSQL.",
        HelpName = $"{FromLog}|{FromPostgres}",
    };

    private readonly Option<string?> _connection = new("--connection")
    {
        Description = "Connection string of the event store; without it, the private one in the folder.",
        HelpName = "TEXT",
    };

    public JournalOptions() => _from.AcceptOnlyFromAmong(FromLog, FromPostgres);

    public void AddTo(Command command)
    {
        command.Options.Add(_folder);
        command.Options.Add(_from);
        command.Options.Add(_connection);
    }

    public string FolderOf(ParseResult parse) => parse.GetRequiredValue(_folder);

    /// <exception cref="LatencyEngine.Journal.Records.JournalException">There is no journal.</exception>
    public IJournalReader Open(ParseResult parse) => JournalReader.Open(PlaceOf(parse));

    private string PlaceOf(ParseResult parse) => parse.GetValue(_connection) ?? FolderOf(parse);
}
