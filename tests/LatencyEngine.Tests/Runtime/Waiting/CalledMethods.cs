using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace LatencyEngine.Tests.Runtime.Waiting;

/// <summary>The methods that a method calls, in the order of its code.</summary>
internal static class CalledMethods
{
    private const byte TwoByteCode = 0xFE;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static List<string> Of(Type type, string method)
    {
        var body = type.GetMethod(
            method, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)!;
        var code = body.GetMethodBody()!.GetILAsByteArray()!;
        var calls = new List<string>();
        for (var at = 0; at < code.Length;)
        {
            var opCode = Codes[code[at] == TwoByteCode ? unchecked((short)((TwoByteCode << 8) | code[at + 1])) : code[at]];
            at += opCode.Size;
            if (opCode.OperandType == OperandType.InlineMethod) calls.Add(NameOf(type, body, Int32At(code, at)));
            at += OperandBytes(opCode.OperandType, code, at);
        }
        return calls;
    }

    private static string NameOf(Type type, MethodInfo caller, int token)
    {
        var arguments = caller.IsGenericMethodDefinition ? caller.GetGenericArguments() : null;
        var called = type.Module.ResolveMethod(token, type.GetGenericArguments(), arguments)!;
        return $"{called.DeclaringType!.Name}.{called.Name}";
    }

    private static int OperandBytes(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * Int32At(code, at)),
        _ => 4,
    };

    private static int Int32At(byte[] code, int at) => BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at));
}
