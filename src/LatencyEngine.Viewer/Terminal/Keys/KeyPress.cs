namespace LatencyEngine.Viewer.Terminal.Keys;

/// <summary>One key, as the viewer understands keys. A value.</summary>
/// <param name="Character">Of <see cref="Key.Character"/>; else 0.</param>
public readonly record struct KeyPress(Key Key, char Character = '\0')
{
    public static KeyPress Of(char character) => new(Key.Character, character);

    /// <summary>What a console read; <see cref="Key.None"/> for keys without a meaning here.</summary>
    public static KeyPress From(ConsoleKeyInfo read)
    {
        if (read.Modifiers.HasFlag(ConsoleModifiers.Control)) return new KeyPress(WithControl(read.Key));
        var named = Named(read.Key, read.Modifiers.HasFlag(ConsoleModifiers.Shift));
        if (named != Key.None) return new KeyPress(named);
        return read.KeyChar is >= ' ' and < '\u007F' ? Of(read.KeyChar) : default;
    }

    private static Key WithControl(ConsoleKey key) => key switch
    {
        ConsoleKey.C => Key.Interrupt,
        ConsoleKey.L => Key.Redraw,
        ConsoleKey.Enter => Key.Enter, // Some terminals send a line feed.
        _ => Key.None,
    };

    private static Key Named(ConsoleKey key, bool isShifted) => key switch
    {
        ConsoleKey.UpArrow => Key.Up,
        ConsoleKey.DownArrow => Key.Down,
        ConsoleKey.LeftArrow => Key.Left,
        ConsoleKey.RightArrow => Key.Right,
        ConsoleKey.PageUp => Key.PageUp,
        ConsoleKey.PageDown => Key.PageDown,
        ConsoleKey.Home => Key.Home,
        ConsoleKey.End => Key.End,
        ConsoleKey.Enter => Key.Enter,
        ConsoleKey.Escape => Key.Escape,
        ConsoleKey.Backspace => Key.Backspace,
        ConsoleKey.Tab => isShifted ? Key.BackTab : Key.Tab,
        _ => Key.None,
    };
}

/// <summary>The keys that the viewer has a use for.</summary>
public enum Key
{
    None = 0,
    Character = 1,
    Up = 2,
    Down = 3,
    Left = 4,
    Right = 5,
    PageUp = 6,
    PageDown = 7,
    Home = 8,
    End = 9,
    Enter = 10,
    Escape = 11,
    Backspace = 12,
    Tab = 13,

    /// <summary>Tab with Shift.</summary>
    BackTab = 14,

    /// <summary>Ctrl+C.</summary>
    Interrupt = 15,

    /// <summary>Ctrl+L: somebody else wrote to the terminal.</summary>
    Redraw = 16,
}
