using System.CommandLine;

namespace LatencyEngine.Host.Journal;

/// <summary>The options of every verb that reads a journal, and the journal that they name. Cold.</summary>
internal sealed class JournalOptions
{
    private const string FromLog = "log";
    private const string FromPostgres = "postgres";

    private readonly Option<string> _folder = FolderOption.Create();

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

    /// <exception cref="LatencyEngine.Journal.Records.JournalException">There is no journal.</exception>
    public JournalPlace Open(ParseResult parse, CancellationToken cancellation)
    {
        var (folder, connection) = (parse.GetRequiredValue(_folder), parse.GetValue(_connection));
        if (connection is not null && parse.GetValue(_from) != FromLog) return JournalPlace.OfServer(connection);
        return parse.GetValue(_from) == FromPostgres
            ? JournalPlace.OfPrivateServer(folder, cancellation)
            : JournalPlace.OfLog(folder);
    }
}
