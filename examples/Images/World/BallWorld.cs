namespace MLNet.Vae.Examples.Images.World;

/// <summary>
/// A ball between walls, and a paddle below that an action moves. The ball leaves walls and paddle as it comes; where it misses the paddle it
/// is thrown anew from above.
/// </summary>
internal sealed class BallWorld
{
    /// <summary>Pixels of a frame's line.</summary>
    public const int Side = 64;

    /// <summary>Values of a frame.</summary>
    public const int FrameSize = Side * Side * 3;

    /// <summary>Left, stay, right.</summary>
    public const int Actions = 3;

    private const double Wall = 3, Radius = 5, Speed = 3.5, PaddleHalf = 9, PaddleTop = 56, PaddleHeight = 4, PaddleSpeed = 3;
    private static readonly float[] Ground = [0.08f, 0.09f, 0.14f], WallColor = [0.45f, 0.47f, 0.52f], Ball = [1, 0.75f, 0.2f], Paddle = [0.25f, 0.65f, 1];

    private readonly Random _random;
    private double _x, _y, _vx, _vy, _paddle;

    private BallWorld(Random random)
    {
        _random = random;
        _paddle = Between(Wall + PaddleHalf, Side - Wall - PaddleHalf);
        Throw();
    }

    /// <summary>Episodes, played by someone who mostly follows the ball.</summary>
    /// <param name="count">How many.</param>
    /// <param name="frames">Frames of each.</param>
    /// <param name="seed">The same seed gives the same episodes.</param>
    public static IEnumerable<Episode> Play(int count, int frames, int seed)
    {
        for (int i = 0; i < count; i++)
        {
            var random = new Random(unchecked(seed * 100_003 + i));
            var world = new BallWorld(random);
            float[][] seen = new float[frames][];
            int[] actions = new int[frames - 1];
            for (int t = 0; t < frames; t++)
            {
                seen[t] = world.Draw();
                if (t == frames - 1)
                    break;
                actions[t] = random.NextDouble() < 0.25 ? random.Next(Actions) : world.Following();
                world.Step(actions[t]);
            }

            yield return new Episode(seen, actions);
        }
    }

    private int Following() => Math.Abs(_x - _paddle) < PaddleSpeed ? 1 : _x < _paddle ? 0 : 2;

    private void Step(int action)
    {
        _paddle = Math.Clamp(_paddle + (action - 1) * PaddleSpeed, Wall + PaddleHalf, Side - Wall - PaddleHalf);
        (_x, _y) = (_x + _vx, _y + _vy);
        if (_x < Wall + Radius || _x > Side - Wall - Radius)
        {
            _x = _x < Wall + Radius ? 2 * (Wall + Radius) - _x : 2 * (Side - Wall - Radius) - _x;
            _vx = -_vx;
        }

        if (_y < Wall + Radius)
            (_y, _vy) = (2 * (Wall + Radius) - _y, -_vy);
        if (_vy > 0 && _y > PaddleTop - Radius && _y - _vy <= PaddleTop - Radius + 0.01 && Math.Abs(_x - _paddle) <= PaddleHalf + Radius)
            (_y, _vy) = (2 * (PaddleTop - Radius) - _y, -_vy);
        if (_y > Side + Radius)
            Throw();
    }

    private void Throw()
    {
        double angle = Between(0.25, 0.75) * Math.PI; // downwards, not too flat
        (_x, _y) = (Between(16, Side - 16), Between(12, 24));
        (_vx, _vy) = (Speed * Math.Cos(angle), Speed * Math.Sin(angle));
    }

    private double Between(double from, double to) => from + (to - from) * _random.NextDouble();

    private float[] Draw()
    {
        float[] frame = new float[FrameSize];
        for (int i = 0; i < Side * Side; i++)
        {
            double x = i % Side + 0.5, y = i / Side + 0.5;
            var pixel = frame.AsSpan(3 * i, 3);
            Ground.CopyTo(pixel);
            if (x < Wall || x > Side - Wall || y < Wall)
                WallColor.CopyTo(pixel);
            Paint(pixel, Paddle, Cover(PaddleHalf - Math.Abs(x - _paddle)) * Cover(PaddleHeight / 2 - Math.Abs(y - PaddleTop - PaddleHeight / 2)));
            Paint(pixel, Ball, Cover(Radius - Math.Sqrt((x - _x) * (x - _x) + (y - _y) * (y - _y))));
        }

        return frame;
    }

    // The share of a pixel that lies within an edge so far away.
    private static float Cover(double inside) => (float)Math.Clamp(inside + 0.5, 0, 1);

    private static void Paint(Span<float> pixel, float[] color, float share)
    {
        for (int c = 0; c < 3; c++)
            pixel[c] += share * (color[c] - pixel[c]);
    }
}
