using LatencyEngine.Viewer.Terminal.Keys;

namespace LatencyEngine.Tests.Viewer.Terminal.Keys;

public sealed class KeyPressTests
{
    [Theory]
    [InlineData('q', ConsoleKey.Q, Key.Character, 'q')]
    [InlineData('/', ConsoleKey.Divide, Key.Character, '/')]
    [InlineData('3', ConsoleKey.D3, Key.Character, '3')]
    [InlineData('\t', ConsoleKey.Tab, Key.Tab, '\0')]
    [InlineData('\r', ConsoleKey.Enter, Key.Enter, '\0')]
    [InlineData('\b', ConsoleKey.Backspace, Key.Backspace, '\0')]
    [InlineData('\u001b', ConsoleKey.Escape, Key.Escape, '\0')]
    [InlineData('\0', ConsoleKey.PageDown, Key.PageDown, '\0')]
    [InlineData('\0', ConsoleKey.F5, Key.None, '\0')]
    [InlineData('ä', ConsoleKey.None, Key.None, '\0')]
    public void Console_keys_become_keys_of_the_viewer(char character, ConsoleKey read, Key key, char expected) =>
        Assert.Equal(new KeyPress(key, expected), KeyPress.From(new ConsoleKeyInfo(character, read, false, false, false)));

    [Theory]
    [InlineData(ConsoleKey.C, Key.Interrupt)]
    [InlineData(ConsoleKey.L, Key.Redraw)]
    [InlineData(ConsoleKey.Enter, Key.Enter)]
    [InlineData(ConsoleKey.Q, Key.None)]
    public void With_control_only_a_few_have_a_meaning(ConsoleKey read, Key key) =>
        Assert.Equal(new KeyPress(key), KeyPress.From(new ConsoleKeyInfo('\u0003', read, false, false, control: true)));

    [Fact]
    public void Tab_with_shift_goes_back() =>
        Assert.Equal(new KeyPress(Key.BackTab), KeyPress.From(new ConsoleKeyInfo('\t', ConsoleKey.Tab, shift: true, false, false)));
}
