using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Records;
using static LatencyEngine.Tests.Streams.Commands.CommandedEngine;

namespace LatencyEngine.Tests.Streams.Commands;

/// <summary>
/// A crash cuts the journal anywhere: what was taken is known afterwards and not done again, what was not taken can be
/// sent again, and no answer turns out wrong.
/// </summary>
public sealed class CommandRecoveryTests
{
    private const ulong FirstKey = 100;
    private const int Commands = 6;

    [Fact]
    public void Wherever_the_journal_is_cut_every_command_is_done_once()
    {
        var journal = RecordSession();
        for (var cut = journal.FindIndex(e => e.Is<CommandReceived>()); cut <= journal.Count; cut++)
        {
            using var engine = Recover(journal, cut);
            for (var i = 0UL; i < Commands; i++) engine.Send(Trader, Buy(1, 1 + i), FirstKey + i);
            engine.Quote();
            Assert.Equal(Commands, engine.Journal.Count(e => e.Is<SubmitOrder>()));
            Assert.Equal(Commands, engine.Journal.Count(e => e.Is<OrderAccepted>()));
        }
    }

    [Fact]
    public void Whoever_asks_after_a_crash_hears_the_truth()
    {
        var journal = RecordSession();
        for (var cut = journal.FindIndex(e => e.Is<CommandReceived>()); cut <= journal.Count; cut++)
        {
            using var engine = Recover(journal, cut);
            for (var i = 0UL; i < Commands; i++)
            {
                engine.Send(Trader, default, FirstKey + i);
                var told = Assert.Single(engine.Told());
                var isThere = engine.Journal.Exists(e => e.Is<SubmitOrder>() && e.As<SubmitOrder>().ClientOrderId == 1 + i);
                Assert.Equal(isThere ? CommandRefusal.Replayed : CommandRefusal.UnknownKey, told.CommandRefusal);
                if (isThere) Assert.Equal(OrderAccepted.TemplateId, told.OutcomeTemplateId);
            }
        }
    }

    [Fact]
    public void An_announcement_whose_command_was_cut_off_is_answered_as_not_done()
    {
        var journal = RecordSession();
        var cut = journal.FindIndex(e => e.Is<CommandReceived>()) + 1;
        using var engine = Recover(journal, cut);
        engine.Quote();
        var answer = Assert.Single(engine.Answers);
        Assert.Equal((FirstKey, CommandRefusal.Busy, -1L), (answer.CommandKey, answer.CommandRefusal, answer.CommandInput));
        engine.Send(Trader, Buy(1, 1), FirstKey);
        Assert.Equal(CommandRefusal.None, engine.Answers.Last().CommandRefusal);
    }

    [Fact]
    public void Another_command_after_the_cut_does_not_pass_for_the_one_that_was_cut_off()
    {
        var journal = RecordSession();
        var cut = journal.FindIndex(e => e.Is<CommandReceived>()) + 1;
        using var engine = Recover(journal, cut);
        engine.Send(Trader, Buy(1, 50), key: 900);
        Assert.Equal(
            [(FirstKey, CommandRefusal.Busy), (900UL, CommandRefusal.None)],
            engine.Answers.Select(answer => (answer.CommandKey, answer.CommandRefusal)));
    }

    private static List<EngineEvent> RecordSession()
    {
        using var engine = new CommandedEngine();
        for (var i = 0UL; i < Commands; i++)
        {
            engine.Send(Trader, Buy(1, 1 + i), FirstKey + i);
            engine.Quote();
        }

        return [.. engine.Journal];
    }

    // As a restart does it: the inputs are executed again, which also writes the outputs that were cut off.
    private static CommandedEngine Recover(List<EngineEvent> journal, int cut)
    {
        var inputs = journal.Take(cut).Where(e => RecordKinds.Of(e.TemplateId) == RecordKind.Input);
        var engine = new CommandedEngine(inputs);
        Assert.Equal(journal.Take(cut).Select(e => e.ToString()), engine.Journal.Take(cut).Select(e => e.ToString()));
        foreach (var e in engine.Journal) engine.Gate.Recall(e.AsBytes());
        return engine;
    }
}
