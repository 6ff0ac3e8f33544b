"""意見募集 (public comment): what is published with a plan that is not adopted yet, and how residents answer."""
