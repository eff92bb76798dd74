using System.CommandLine;

namespace LatencyEngine.Host.Journal;

/// <summary>The verbs that look into a journal. Cold; each runs on the calling thread and ends.</summary>
public static class JournalCommand
{
    public static Command Create() => new("journal", "List, read, search, export and check recorded sessions.")
    {
        ListCommand.Create(),
        InfoCommand.Create(),
        TailCommand.Create(),
        GrepCommand.Create(),
        StatsCommand.Create(),
        ExportCommand.Create(),
        WhyCommand.Create(),
        VerifyCommand.Create(),
        SealCommand.Create(),
        RepairCommand.Create(),
        ShipCommand.Create(),
    };
}
