using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace LatencyEngine.Trading.Snapshots;

/// <summary>
/// Where fields lie in memory. The runtime decides that and does not tell, so a method is made that takes a field's
/// address as compiled code does. Pure.
/// </summary>
[ColdPath("snapshots are made and loaded by cold threads")]
internal static class FieldOffset
{
    private static readonly FieldInfo _first = typeof(AnyObject).GetField(nameof(AnyObject.First))!;

    private static readonly MethodInfo _sizeOf = typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!;

    /// <summary>In bytes, from the first field of the object; of a struct, from its start.</summary>
    /// <param name="field">Of the class, a base of it, or the struct.</param>
    /// <param name="owner">Any instance, or a boxed struct.</param>
    public static int Of(FieldInfo field, object owner)
    {
        var measure = new DynamicMethod("OffsetOf" + field.Name, typeof(int), [typeof(object)], typeof(FieldOffset), true);
        var code = measure.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(field.DeclaringType!.IsValueType ? OpCodes.Unbox : OpCodes.Castclass, field.DeclaringType);
        code.Emit(OpCodes.Ldflda, field);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldflda, _first); // Not its class, but every object begins so: as Unsafe.As would.
        code.Emit(OpCodes.Sub);
        code.Emit(OpCodes.Conv_I4);
        code.Emit(OpCodes.Ret);
        return measure.CreateDelegate<Func<object, int>>()(owner);
    }

    public static int SizeOf(Type type) => (int)_sizeOf.MakeGenericMethod(type).Invoke(null, null)!;

    /// <summary>The first byte after an object's header.</summary>
    public static ref byte FirstByte(object any) => ref Unsafe.As<AnyObject>(any).First;

    private sealed class AnyObject
    {
        public byte First;
    }
}
