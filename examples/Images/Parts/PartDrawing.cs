using MLNet.Vae.Examples.Common.Pages;

namespace MLNet.Vae.Examples.Images.Parts;

/// <summary>
/// Photographs of a made-up part: a turned disc with a hole in its middle and six around it, never quite in the same place, turned or lit alike.
/// </summary>
internal sealed class PartDrawing
{
    /// <summary>Pixels of a picture's line.</summary>
    public const int Side = 96;

    // Radii in pixels, and light from 0 to 1.
    private const double Outer = 38, Bore = 11, Hole = 4.5, HoleCircle = 25, Chamfer = 2.5, Background = 0.12, Noise = 0.012;
    private const int Holes = 6, Samples = 3; // samples of a pixel, across and down

    private readonly PartKind _kind;
    private readonly double _x, _y, _turn, _brightness, _lightAngle;
    private readonly int _missing;
    private readonly double _defectAngle, _defectRadius, _defectSize, _scratchTurn;

    private PartDrawing(PartKind kind, Random random)
    {
        _kind = kind;
        (_x, _y) = (Side / 2 + Between(-2, 2), Side / 2 + Between(-2, 2));
        (_turn, _brightness, _lightAngle) = (Between(-0.12, 0.12), Between(0.55, 0.65), Between(0, 2 * Math.PI));
        _missing = random.Next(Holes);
        (_defectAngle, _defectRadius) = (Between(0, 2 * Math.PI), Between(16, 32));
        (_defectSize, _scratchTurn) = (Between(0.8, 1.2), Between(0, Math.PI));

        double Between(double from, double to) => from + (to - from) * random.NextDouble();
    }

    /// <summary>A picture of a part.</summary>
    /// <param name="kind">What is wrong with it.</param>
    /// <param name="random">Gives place, turn, light, noise, and where the defect is.</param>
    public static Picture Draw(PartKind kind, Random random)
    {
        var drawing = new PartDrawing(kind, random);
        float[] light = new float[Side * Side];
        for (int i = 0; i < light.Length; i++)
        {
            double sum = 0;
            for (int sample = 0; sample < Samples * Samples; sample++)
                sum += drawing.Light(i % Side + (sample % Samples + 0.5) / Samples, i / Side + (sample / Samples + 0.5) / Samples);
            double noise = Noise * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2; // a deviation of 1
            light[i] = (float)(sum / (Samples * Samples) + noise);
        }

        return Picture.FromLight(light, Side);
    }

    // How light it is at a point, 0 to 1.
    private double Light(double x, double y)
    {
        (x, y) = (x - _x, y - _y);
        double radius = Math.Sqrt(x * x + y * y), angle = Math.Atan2(y, x);
        if (radius > Outer || radius < Bore || IsHole(x, y))
            return Background;
        double metal = _brightness + 0.07 * Math.Cos(angle - _lightAngle) + 0.02 * Math.Sin(1.5 * radius);
        if (radius > Outer - Chamfer || radius < Bore + Chamfer)
            metal += 0.12;
        return WithDefect(metal, x, y);
    }

    private bool IsHole(double x, double y)
    {
        for (int hole = 0; hole < Holes; hole++)
        {
            double angle = _turn + 2 * Math.PI * hole / Holes;
            if (!(_kind == PartKind.MissingHole && hole == _missing) && Distance(x, y, angle, HoleCircle) < Hole)
                return true;
        }

        return false;
    }

    private double WithDefect(double metal, double x, double y)
    {
        double distance = Distance(x, y, _defectAngle, _defectRadius);
        switch (_kind)
        {
            case PartKind.Dent when Distance(x, y, _defectAngle, Outer) < 5 * _defectSize:
                return Background;
            case PartKind.Stain:
                return metal * (1 - 0.45 * Math.Exp(-distance * distance / (2 * 16 * _defectSize * _defectSize)));
            case PartKind.Scratch:
                double dx = x - _defectRadius * Math.Cos(_defectAngle), dy = y - _defectRadius * Math.Sin(_defectAngle);
                double along = dx * Math.Cos(_scratchTurn) + dy * Math.Sin(_scratchTurn), across = dy * Math.Cos(_scratchTurn) - dx * Math.Sin(_scratchTurn);
                return Math.Abs(along) < 9 * _defectSize && Math.Abs(across) < 0.9 ? metal + 0.3 : metal;
            default:
                return metal;
        }
    }

    private static double Distance(double x, double y, double angle, double radius)
    {
        double dx = x - radius * Math.Cos(angle), dy = y - radius * Math.Sin(angle);
        return Math.Sqrt(dx * dx + dy * dy);
    }
}
