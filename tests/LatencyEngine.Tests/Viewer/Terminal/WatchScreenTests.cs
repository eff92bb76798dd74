using LatencyEngine.Domain;
using LatencyEngine.Viewer.Following;
using LatencyEngine.Viewer.Projection;
using LatencyEngine.Viewer.Terminal;
using LatencyEngine.Viewer.Terminal.Keys;

namespace LatencyEngine.Tests.Viewer.Terminal;

public sealed class WatchScreenTests
{
    private static readonly EngineView Nothing = new(new ViewerLimits { InstrumentIdEnd = 8 });

    [Theory]
    [InlineData(ScreenKind.Instruments, 80, 24)]
    [InlineData(ScreenKind.Depth, 80, 24)]
    [InlineData(ScreenKind.Orders, 80, 24)]
    [InlineData(ScreenKind.Positions, 80, 24)]
    [InlineData(ScreenKind.Risk, 80, 24)]
    [InlineData(ScreenKind.Health, 80, 24)]
    [InlineData(ScreenKind.Instruments, 120, 40)]
    [InlineData(ScreenKind.Orders, 120, 40)]
    [InlineData(ScreenKind.Risk, 120, 40)]
    [InlineData(ScreenKind.Instruments, 40, 10)]
    public void A_view_looks_as_it_did_when_somebody_looked_at_it(ScreenKind kind, int width, int height)
    {
        var text = Screens.Text(new WatchScreen(kind), SampleEngine.Whole().View, Screens.Live, (width, height));
        Screens.AssertIs($"{kind}-{width}x{height}", text);
    }

    [Fact]
    public void Before_anything_is_heard_the_channel_is_named() => Screens.AssertIs(
        "Searching-80x24", Screens.Text(new WatchScreen(), Nothing, Screens.Searching, (80, 24)));

    [Fact]
    public void The_help_page_names_the_keys()
    {
        var screen = new WatchScreen();
        screen.Press(KeyPress.Of('?'));
        Screens.AssertIs("Help-80x24", Screens.Text(screen, SampleEngine.Whole().View, Screens.Live, (80, 24)));
    }

    [Fact]
    public void Silence_is_told_with_its_length()
    {
        var stale = Screens.Live with { State = ViewerState.Stale, SilenceNanos = 3_240_000_000 };
        Assert.StartsWith(" STALE 3.2 s  SIMULATED", Text(new WatchScreen(), stale));
    }

    [Fact]
    public void An_engine_that_was_lost_is_searched_for_and_what_was_known_stays()
    {
        var lost = Screens.Live with { State = ViewerState.Searching, SilenceNanos = 12_000_000_000 };
        var text = Text(new WatchScreen(), lost);
        Assert.StartsWith(" LOST 12.0 s: searching for an engine on 224.0.77.1:40771", text);
        Assert.Contains("AAPL", text);
    }

    [Fact]
    public void A_halted_engine_says_so_on_every_view()
    {
        var engine = SampleEngine.Whole();
        SampleRisk.SetState(engine, ScopeKind.Engine, 0, TradingState.Halted, HaltReason.Command);
        foreach (var kind in Enum.GetValues<ScreenKind>())
            Assert.Contains(" HALTED ", FirstLine(Screens.Text(new WatchScreen(kind), engine.View, Screens.Live, (80, 24))));
    }

    [Fact]
    public void Every_key_of_a_view_leads_to_it_and_tabs_go_round()
    {
        var screen = new WatchScreen();
        foreach (var kind in Enum.GetValues<ScreenKind>())
        {
            screen.Press(KeyPress.Of((char)('1' + (int)kind)));
            Assert.Equal(kind, screen.Kind);
        }

        screen.Press(new KeyPress(Key.Tab));
        Assert.Equal(ScreenKind.Instruments, screen.Kind);
        screen.Press(new KeyPress(Key.BackTab));
        Assert.Equal(ScreenKind.Health, screen.Kind);
    }

    [Fact]
    public void Enter_opens_the_book_of_the_selected_instrument()
    {
        var view = SampleEngine.Whole().View;
        var screen = new WatchScreen();
        Screens.Press(screen, view, new KeyPress(Key.Down), new KeyPress(Key.Enter));
        Assert.Equal(ScreenKind.Depth, screen.Kind);
        Screens.AssertIs("Depth-MSFT-80x24", Screens.Text(screen, view, Screens.Live, (80, 24)));
    }

    [Fact]
    public void Sorting_by_the_next_column_and_reversing_change_the_order()
    {
        var view = SampleEngine.Whole().View;
        var screen = new WatchScreen();
        Assert.Equal(["AAPL", "MSFT", "BTCUSD"], Symbols(screen, view));
        Screens.Type(screen, view, "s");
        Assert.Equal(["AAPL", "BTCUSD", "MSFT"], Symbols(screen, view));
        Screens.Type(screen, view, "sr");
        Assert.Equal(["BTCUSD", "MSFT", "AAPL"], Symbols(screen, view));
        Screens.AssertIs("Sorted-80x24", Screens.Text(screen, view, Screens.Live, (80, 24)));
    }

    [Fact]
    public void A_filter_keeps_symbols_with_its_text_until_it_is_cleared()
    {
        var view = SampleEngine.Whole().View;
        var screen = new WatchScreen();
        Screens.Type(screen, view, "/sf");
        Screens.AssertIs("Filtering-80x24", Screens.Text(screen, view, Screens.Live, (80, 24)));
        screen.Press(new KeyPress(Key.Enter));
        Assert.Equal(["MSFT"], Symbols(screen, view));
        screen.Press(new KeyPress(Key.Escape));
        Assert.Equal(["AAPL", "MSFT", "BTCUSD"], Symbols(screen, view));
    }

    [Fact]
    public void A_filter_leaves_limits_of_more_than_an_instrument_in_sight()
    {
        var view = SampleEngine.Whole().View;
        var screen = new WatchScreen(ScreenKind.Risk);
        Screens.Type(screen, view, "/msft");
        var text = Screens.Text(screen, view, Screens.Live, (80, 24));
        Assert.Contains("GrossExposureMax", text);
        Assert.DoesNotContain("PositionMax", text);
    }

    [Fact]
    public void Letters_typed_into_a_filter_are_no_commands()
    {
        var view = SampleEngine.Whole().View;
        var screen = new WatchScreen();
        Screens.Type(screen, view, "/q2?");
        Assert.False(screen.IsDone);
        Assert.Equal(ScreenKind.Instruments, screen.Kind);
    }

    [Theory]
    [InlineData('q', Key.Character)]
    [InlineData('\0', Key.Interrupt)]
    public void Some_keys_leave(char character, Key key)
    {
        var screen = new WatchScreen();
        screen.Press(new KeyPress(key, character));
        Assert.True(screen.IsDone);
    }

    [Fact]
    public void Ended_orders_are_shown_with_their_reason()
    {
        var view = SampleEngine.Whole().View;
        var screen = new WatchScreen(ScreenKind.Orders);
        Assert.DoesNotContain("Canceled", Screens.Text(screen, view, Screens.Live, (80, 24)));
        Screens.Type(screen, view, "f");
        Assert.Contains("Canceled: Requested", Screens.Text(screen, view, Screens.Live, (100, 24)));
    }

    [Fact]
    public void No_size_is_too_small_for_any_view_and_any_key()
    {
        var view = SampleEngine.Whole().View;
        (int, int)[] sizes = [(1, 1), (2, 1), (1, 9), (5, 3), (20, 5), (79, 2), (200, 1), (3, 60)];
        foreach (var kind in Enum.GetValues<ScreenKind>())
            foreach (var size in sizes)
                DrawWithEveryKey(kind, view, size);
    }

    [Fact]
    public void The_status_line_is_there_in_the_lowest_terminal() =>
        Assert.StartsWith(" live  SIMULATED", Screens.Text(new WatchScreen(), SampleEngine.Whole().View, Screens.Live, (80, 1)));

    private static void DrawWithEveryKey(ScreenKind kind, EngineView view, (int, int) size)
    {
        var screen = new WatchScreen(kind);
        foreach (var key in Enum.GetValues<Key>().Append(Key.Character))
        {
            if (key == Key.Interrupt) continue;
            screen.Press(new KeyPress(key, 's'));
            Assert.NotEmpty(Screens.Text(screen, view, Screens.Live, size));
            Assert.NotEmpty(Screens.Text(screen, Nothing, Screens.Searching, size));
        }
    }

    private static string Text(WatchScreen screen, in LinkState link) =>
        Screens.Text(screen, SampleEngine.Whole().View, link, (80, 24));

    private static string FirstLine(string text) => text.Split('\n')[0];

    private static string[] Symbols(WatchScreen screen, EngineView view) =>
        [.. Screens.Text(screen, view, Screens.Live, (80, 24)).Split('\n')
            .Select(line => line.Split(' ')[0]).Where(word => word is "AAPL" or "MSFT" or "BTCUSD")];
}
