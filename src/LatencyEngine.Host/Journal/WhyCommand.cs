using System.CommandLine;
using LatencyEngine.Host.Journal.Orders;
using LatencyEngine.Host.Journal.Sessions;

namespace LatencyEngine.Host.Journal;

/// <summary><c>journal why</c>: from the tick that made somebody want an order to its last fill, with the time between.</summary>
internal static class WhyCommand
{
    public static Command Create()
    {
        var options = new JournalOptions();
        var order = new Argument<ulong>("order") { Description = "The order, by the engine's id." };
        var session = new Option<string>("--session")
        {
            Description = $"The session: {SessionSelector.Expected}.",
            DefaultValueFactory = _ => SessionSelector.Last,
            HelpName = "SESSION",
        };
        var all = new Option<bool>("--all") { Description = "Show every replacement of the order, however many there are." };
        var json = new Option<bool>("--json") { Description = "Print the chain as JSON." };
        var command = new Command("why", "Print the causal chain of an order, from tick to fill.") { order, session, all, json };
        options.AddTo(command);
        JournalVerb.SetAction(command, (parse, cancellation) =>
        {
            var console = parse.InvocationConfiguration;
            using var journal = options.Open(parse, cancellation);
            var summary = SessionSelector.Find(journal, parse.GetRequiredValue(session));
            using var reader = journal.OpenSession(summary.SessionId);
            var names = SessionNames.Read(reader);
            using var progress = new ScanProgress(console.Error, "searching", summary.RecordCount);
            var story = OrderStoryReader.Read(reader, parse.GetValue(order), names, progress, cancellation);
            story = OrderDecisionSearch.Complete(story, reader, progress, cancellation);
            if (parse.GetValue(json)) OrderStoryJson.Write(story, names, console.Output);
            else new OrderStoryText(story, names, console.Output, parse.GetValue(all)).Write();
            return ExitCode.Success;
        });
        return command;
    }
}
