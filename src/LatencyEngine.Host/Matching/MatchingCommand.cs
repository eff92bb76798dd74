using System.CommandLine;

namespace LatencyEngine.Host.Matching;

/// <summary>The verbs that hold the matching core to what others know. Cold; each runs on the calling thread and ends.</summary>
public static class MatchingCommand
{
    public static Command Create() => new(
        "matching", "Hold the matching core to scenarios, to files of orders, to venues' recordings and to its simple twin.")
    {
        ScenariosCommand.Create(),
        OrdersCommand.Create(),
        VenueCommand.Create(),
        ProgramsCommand.Create(),
    };
}
